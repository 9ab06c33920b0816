namespace SchemaMigrate.Operations;

/// <summary>A change of a column's default. It is for rows inserted from now on; rows that are there keep what they have.</summary>
/// <param name="To">The default it gets.</param>
/// <param name="From">The default it has; null when nobody said.</param>
public sealed record DefaultChange(ColumnDefault To, ColumnDefault? From);
