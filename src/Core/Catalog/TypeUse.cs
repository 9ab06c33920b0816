namespace SchemaMigrate.Catalog;

/// <summary>A column that has a type.</summary>
public sealed record TypeUse
{
    /// <summary>The schema of the table.</summary>
    public required string Schema { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>Bytes of the table's rows when it was last vacuumed or analysed.</summary>
    public long Bytes { get; init; }
}
