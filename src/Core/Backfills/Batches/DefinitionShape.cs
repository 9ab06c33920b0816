namespace SchemaMigrate.Backfills;

/// <summary>What the parser says about a definition.</summary>
/// <param name="Columns">The columns that are set, as the catalog stores them.</param>
/// <param name="Converges">
/// Whether doing it a second time to a row gives what the first time gave: no expression reads a column that is set, or anything that cannot be
/// judged. Only then may a pass be repeated.
/// </param>
/// <param name="HasSubquery">Whether an expression holds a query of its own.</param>
/// <param name="Functions">The names of the functions that are called, without schemas.</param>
/// <param name="SqlParts">The author's statement, cut at the placeholder; empty for the other forms.</param>
internal sealed record DefinitionShape(IReadOnlyList<string> Columns, bool Converges, bool HasSubquery, IReadOnlyList<string> Functions, IReadOnlyList<string> SqlParts)
{
    internal string SqlWithRange(string condition) => string.Join($"({condition})", SqlParts);
}
