using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Adds a primary key: its unique index is built concurrently (SHARE UPDATE EXCLUSIVE, reads and writes go on), then becomes the constraint (ACCESS EXCLUSIVE for an
/// instant). The columns must be NOT NULL already, which is asserted first: otherwise PostgreSQL would scan the table under ACCESS EXCLUSIVE.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint's and the index's name; <see cref="DefaultName"/> derives one.</param>
/// <param name="Columns">The columns, at least one.</param>
public sealed record AddPrimaryKey(QualifiedName Table, Identifier Name, ValueList<Identifier> Columns) : AddConstraint(Table, Name)
{
    /// <summary>The columns, at least one.</summary>
    public ValueList<Identifier> Columns { get; init; } = Required.Items(Columns, $"The primary key {Name.Name} has no columns.");

    /// <summary>Whether the index is built without blocking writes. True unless said otherwise.</summary>
    public bool Concurrently { get; init; } = true;

    /// <summary>Whether the table is partitioned. Then it is done partition by partition, so that a run that is stopped goes on where it was; which partitions there are is asked when it runs.</summary>
    public bool Partitioned { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"Add primary key {Name.Name} to {Table.Display} ({OneLine.Of(Columns)})";

    /// <summary>The name of a primary key that was given none.</summary>
    /// <param name="table">The table.</param>
    public static Identifier DefaultName(QualifiedName table) => DerivedName.Of("pk", [table.Name.Name]);

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        Partitions.Refuse(Partitioned, !Concurrently, "NotConcurrent");
        return Partitioned ? [NotNullColumns.Assertion(Table, Columns), .. Partitions.Unique(Table, Name, "PRIMARY KEY", $"({Columns})")] : Plain();
    }

    private OperationStep[] Plain() => Concurrently
        ?
        [
            NotNullColumns.Assertion(Table, Columns),
            Partitions.Assertion(Table, expected: false),
            new SqlOperationStep($"CREATE UNIQUE INDEX CONCURRENTLY {Name} ON {Table} ({Columns})"),
            UseIndex("PRIMARY KEY"),
        ]
        :
        [
            NotNullColumns.Assertion(Table, Columns),
            new SqlOperationStep($"ALTER TABLE {Table} ADD CONSTRAINT {Name} PRIMARY KEY ({Columns})"),
        ];

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Add-MigrationPrimaryKey").Argument(Table.Spelling).Argument(Columns.Select(column => column.Spelling))
            .Parameter("Name", Name.Spelling)
            .Switch("NotConcurrent", !Concurrently)
            .Switch("Partitioned", Partitioned)
            .ToString();
}
