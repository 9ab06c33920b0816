namespace SchemaMigrate.Operations;

/// <summary>What becomes of the rows that have a value which goes.</summary>
/// <param name="From">The value that goes.</param>
/// <param name="To">The value that they get.</param>
public sealed record EnumMapping(string From, string To);
