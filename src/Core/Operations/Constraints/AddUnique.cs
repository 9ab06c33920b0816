using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Adds a unique constraint: its index is built concurrently (SHARE UPDATE EXCLUSIVE, reads and writes go on), then becomes the constraint (ACCESS EXCLUSIVE for an
/// instant). Duplicates that are there already make the build fail.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint's and the index's name; <see cref="DefaultName"/> derives one.</param>
/// <param name="Columns">The columns, at least one.</param>
public sealed record AddUnique(QualifiedName Table, Identifier Name, ValueList<Identifier> Columns) : AddConstraint(Table, Name)
{
    /// <summary>The columns, at least one.</summary>
    public ValueList<Identifier> Columns { get; init; } = Required.Items(Columns, $"The unique constraint {Name.Name} has no columns.");

    /// <summary>Columns carried along in the index.</summary>
    public ValueList<Identifier> Include { get; init; } = [];

    /// <summary>Whether NULLs count as equal. PostgreSQL 15 and later.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>When the constraint is checked.</summary>
    public ConstraintTiming Timing { get; init; }

    /// <summary>Whether the index is built without blocking writes. True unless said otherwise.</summary>
    public bool Concurrently { get; init; } = true;

    /// <summary>Whether the table is partitioned. Then it is done partition by partition, so that a run that is stopped goes on where it was; which partitions there are is asked when it runs.</summary>
    public bool Partitioned { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"Add unique constraint {Name.Name} to {Table.Display} ({OneLine.Of(Columns)})";

    /// <summary>The name of a unique constraint that was given none: always the same for the same table and columns, at most 63 bytes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns.</param>
    public static Identifier DefaultName(QualifiedName table, ValueList<Identifier> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return DerivedName.Of("uq", [table.Name.Name, .. columns.Select(column => column.Name)]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (NullsNotDistinct)
        {
            context.Require(15, "NULLS NOT DISTINCT");
        }

        var nulls = NullsNotDistinct ? " NULLS NOT DISTINCT" : "";
        var include = Include.Count > 0 ? $" INCLUDE ({Include})" : "";
        Partitions.Refuse(Partitioned, !Concurrently, "NotConcurrent");
        if (Partitioned)
        {
            return Partitions.Unique(Table, Name, "UNIQUE", $"({Columns}){include}", nulls, Timing.Clause());
        }

        return Concurrently
            ?
            [
                Partitions.Assertion(Table, expected: false),
                new SqlOperationStep($"CREATE UNIQUE INDEX CONCURRENTLY {Name} ON {Table} ({Columns}){include}{nulls}"),
                UseIndex("UNIQUE", Timing.Clause()),
            ]
            : [new SqlOperationStep($"ALTER TABLE {Table} ADD CONSTRAINT {Name} UNIQUE{nulls} ({Columns}){include}{Timing.Clause()}")];
    }

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Add-MigrationUnique").Argument(Table.Spelling).Argument(Columns.Select(column => column.Spelling))
            .Parameter("Name", Name.Spelling)
            .Parameter("Include", Include.Select(column => column.Spelling))
            .Switch("NullsNotDistinct", NullsNotDistinct)
            .Parameter("Timing", Timing.Script())
            .Switch("NotConcurrent", !Concurrently)
            .Switch("Partitioned", Partitioned)
            .ToString();
}
