namespace SchemaMigrate.Operations;

/// <summary>A change of a column's type.</summary>
/// <param name="To">The type it gets.</param>
/// <param name="From">The type it has, with the way back; null when nobody said.</param>
public sealed record TypeChange(ColumnType To, ColumnType? From);
