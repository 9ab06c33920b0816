namespace SchemaMigrate.Planning;

/// <summary>What uses a column, as far as the database can tell.</summary>
/// <param name="Exists">Whether the column exists.</param>
/// <param name="Uses">One line for each thing that uses it: a view, an index, a function, a statement that was executed.</param>
/// <param name="Remarks">What was not counted or could not be looked at, and why.</param>
public sealed record ColumnUsage(bool Exists, IReadOnlyList<string> Uses, IReadOnlyList<string> Remarks);
