namespace SchemaMigrate.Catalog;

/// <summary>A constraint of a table, or a foreign key that points to it.</summary>
public sealed record TableConstraint
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it demands.</summary>
    public ConstraintKind Kind { get; init; }

    /// <summary>As pg_get_constraintdef writes it.</summary>
    public required string Definition { get; init; }

    /// <summary>The expression of a CHECK; null for others.</summary>
    public string? Expression { get; init; }

    /// <summary>Whether every row is proven to satisfy it.</summary>
    public bool IsValidated { get; init; }

    /// <summary>False for a constraint NOT ENFORCED (PostgreSQL 18).</summary>
    public bool IsEnforced { get; init; }

    /// <summary>Whether its check can wait until the commit.</summary>
    public bool IsDeferrable { get; init; }

    /// <summary>Whether it is defined here and not only inherited.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The schema of the table that has it.</summary>
    public required string Schema { get; init; }

    /// <summary>The table that has it.</summary>
    public required string Table { get; init; }

    /// <summary>The schema of the table that a foreign key points to.</summary>
    public string? ReferencedSchema { get; init; }

    /// <summary>The table that a foreign key points to; null for other constraints.</summary>
    public string? ReferencedTable { get; init; }

    /// <summary>Bytes of that table's rows when it was last vacuumed or analysed.</summary>
    public long? ReferencedBytes { get; init; }

    /// <summary>Its columns in order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The columns that a foreign key points to, in order.</summary>
    public IReadOnlyList<string> ReferencedColumns { get; init; } = [];

    /// <summary>pg_constraint.confdeltype: a NO ACTION, r RESTRICT, c CASCADE, n SET NULL, d SET DEFAULT; blank for others.</summary>
    public required string OnDelete { get; init; }

    /// <summary>pg_constraint.confupdtype, as <see cref="OnDelete"/>.</summary>
    public required string OnUpdate { get; init; }
}
