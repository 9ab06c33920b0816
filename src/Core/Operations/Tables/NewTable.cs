using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Creates a table. Nobody can wait for a lock on a table that is new; a foreign key takes SHARE ROW EXCLUSIVE on the referenced table for an instant.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns, in order; at least one.</param>
public sealed record NewTable(QualifiedName Table, ValueList<TableElement> Columns) : Operation
{
    /// <summary>The columns, in order; at least one.</summary>
    public ValueList<TableElement> Columns { get; init; } = Required.Items(Columns, $"The table {Table.Display} has no columns.");

    /// <summary>The columns of the primary key; empty for none, or when a column says it itself.</summary>
    public ValueList<Identifier> PrimaryKey { get; init; } = [];

    /// <summary>The other constraints of the table: <c>UNIQUE (email)</c>, <c>CONSTRAINT positive CHECK (total &gt; 0)</c>.</summary>
    public ValueList<TableElement> Constraints { get; init; } = [];

    /// <summary>How the table is partitioned; null when it is not.</summary>
    public PartitionKey? PartitionBy { get; init; }

    /// <summary>The comment of the table.</summary>
    public string? Comment { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"New table {Table.Display}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        var key = PrimaryKey.Count > 0 ? [$"PRIMARY KEY ({PrimaryKey})"] : Array.Empty<string>();
        var elements = Columns.Select(column => column.Sql).Concat(key).Concat(Constraints.Select(constraint => constraint.Sql));
        var partition = PartitionBy is { } by ? $" PARTITION BY {by}" : "";
        var create = new SqlOperationStep($"CREATE TABLE {Table} (\n  {string.Join(",\n  ", elements)}\n){partition}");
        return Comment is { } comment ? [create, new SqlOperationStep($"COMMENT ON TABLE {Table} IS {Literal.Of(comment)}")] : [create];
    }

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact(new RemoveTable(Table) { Restore = this });

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("New-MigrationTable").Argument(Table.Spelling).Argument(Columns.Select(column => column.Sql))
            .Parameter("PrimaryKey", PrimaryKey.Select(column => column.Spelling))
            .Parameter("Constraints", Constraints.Select(constraint => constraint.Sql))
            .Parameter("PartitionBy", PartitionBy?.Sql)
            .Parameter("Comment", Comment)
            .ToString();
}
