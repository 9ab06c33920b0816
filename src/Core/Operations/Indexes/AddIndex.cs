using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Builds an index, concurrently unless said otherwise: SHARE UPDATE EXCLUSIVE on the table for as long as the build takes, reads and writes go on. Not
/// concurrently, SHARE blocks writes for the whole build. A unique index refuses new duplicates from the middle of a concurrent build on.
/// </summary>
/// <param name="Table">The table; the index lives in its schema.</param>
/// <param name="Name">The index's name; <see cref="DefaultName"/> derives one.</param>
/// <param name="Columns">The elements, at least one.</param>
public sealed record AddIndex(QualifiedName Table, Identifier Name, ValueList<IndexElement> Columns) : Operation
{
    /// <summary>The elements, at least one.</summary>
    public ValueList<IndexElement> Columns { get; init; } = Required.Items(Columns, $"The index {Name.Name} has no columns.");

    /// <summary>Whether two rows may not have the same values.</summary>
    public bool Unique { get; init; }

    /// <summary>Columns carried along for index-only scans.</summary>
    public ValueList<Identifier> Include { get; init; } = [];

    /// <summary>The predicate of a partial index.</summary>
    public ExpressionFragment? Where { get; init; }

    /// <summary>The access method, or null for btree.</summary>
    public Identifier? Method { get; init; }

    /// <summary>Whether a unique index takes NULLs for equal. PostgreSQL 15 and later.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>Whether the build leaves writes alone. True unless said otherwise.</summary>
    public bool Concurrently { get; init; } = true;

    /// <summary>The index's name with its schema.</summary>
    internal QualifiedName QualifiedName => Table.Sibling(Name);

    /// <summary>The name of an index that was given none: always the same for the same table, elements, uniqueness and predicate, and at most 63 bytes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The elements.</param>
    /// <param name="unique">Whether the index is unique.</param>
    /// <param name="where">The predicate of a partial index.</param>
    public static Identifier DefaultName(QualifiedName table, ValueList<IndexElement> columns, bool unique, ExpressionFragment? where)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return DerivedName.Of(unique ? "ux" : "ix", [table.Name.Name, .. columns.Select(column => column.Sql)], where?.Sql);
    }

    /// <inheritdoc/>
    public override string Summary => $"Add {(Unique ? "unique index" : "index")} {Name.Name} on {Table.Display} ({string.Join(", ", Columns.Select(column => column.Spelling))})";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (NullsNotDistinct)
        {
            context.Require(15, "NULLS NOT DISTINCT");
        }

        var unique = Unique ? "UNIQUE " : "";
        var concurrently = Concurrently ? "CONCURRENTLY " : "";
        var method = Method is { } given ? $" USING {given}" : "";
        var include = Include.Count > 0 ? $" INCLUDE ({Include})" : "";
        var nulls = NullsNotDistinct ? " NULLS NOT DISTINCT" : "";
        var where = Where is { } predicate ? $" WHERE ({predicate})" : "";
        return [new SqlOperationStep($"CREATE {unique}INDEX {concurrently}{Name} ON {Table}{method} ({Columns}){include}{nulls}{where}")];
    }

    /// <inheritdoc/>
    public override OperationInverse Inverse =>
        OperationInverse.Exact(new RemoveIndex(QualifiedName) { Restore = this, Concurrently = Concurrently });

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Add-MigrationIndex").Argument(Table.Spelling).Argument(Columns.Select(column => column.Spelling))
            .Parameter("Name", Name.Spelling)
            .Switch("Unique", Unique)
            .Switch("NullsNotDistinct", NullsNotDistinct)
            .Parameter("Include", Include.Select(column => column.Spelling))
            .Parameter("Where", Where?.Sql)
            .Parameter("Method", Method?.Spelling)
            .Switch("NotConcurrent", !Concurrently)
            .ToString();
}
