namespace SchemaMigrate.Catalog;

/// <summary>An index.</summary>
public sealed record TableIndex
{
    /// <summary>Its oid.</summary>
    public long Oid { get; init; }

    /// <summary>Its schema.</summary>
    public required string Schema { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The access method: btree, gin…</summary>
    public required string Method { get; init; }

    /// <summary>The CREATE INDEX statement.</summary>
    public required string Definition { get; init; }

    /// <summary>Whether it forbids duplicates.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether it is the primary key's.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>False while it is being built concurrently, and for what a failed concurrent build left behind.</summary>
    public bool IsValid { get; init; }

    /// <summary>Whether writes keep it up to date.</summary>
    public bool IsReady { get; init; }

    /// <summary>Whether logical replication identifies rows by it.</summary>
    public bool IsReplicaIdentity { get; init; }

    /// <summary>Whether CLUSTER follows it.</summary>
    public bool IsClustered { get; init; }

    /// <summary>Whether two NULLs count as duplicates.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>The constraint that it backs; null when none.</summary>
    public string? ConstraintName { get; init; }

    /// <summary>Its key columns in order; null for an expression.</summary>
    public IReadOnlyList<string?> Keys { get; init; } = [];

    /// <summary>Every column of the table that it uses in keys, expressions, predicate or INCLUDE.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Its expressions; null when none.</summary>
    public string? Expressions { get; init; }

    /// <summary>Its predicate; null when it is not partial.</summary>
    public string? Predicate { get; init; }

    /// <summary>Its bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Scans since the statistics were reset, on this server.</summary>
    public long Scans { get; init; }

    /// <summary>Whether an expression or the predicate speaks of a column, so that a change of its type builds the index anew.</summary>
    /// <param name="column">The column.</param>
    public bool ComputesWith(string column) =>
        Columns.Contains(column) && (Words.Contains(Expressions, column) || Words.Contains(Predicate, column));
}
