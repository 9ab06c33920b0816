namespace SchemaMigrate.Catalog;

/// <summary>A sequence that a column owns.</summary>
public sealed record OwnedSequence
{
    /// <summary>Its schema.</summary>
    public required string Schema { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>The column's type.</summary>
    public required string ColumnType { get; init; }

    /// <summary>The sequence's type.</summary>
    public required string Type { get; init; }

    /// <summary>Its highest value.</summary>
    public long Maximum { get; init; }

    /// <summary>Its step.</summary>
    public long Increment { get; init; }

    /// <summary>Whether it begins again at the end.</summary>
    public bool Cycles { get; init; }

    /// <summary>The last value that was given out; null when none was, or the role may not see it.</summary>
    public long? LastValue { get; init; }
}
