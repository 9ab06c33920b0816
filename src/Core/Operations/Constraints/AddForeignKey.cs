using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Adds a foreign key: NOT VALID first (SHARE ROW EXCLUSIVE on both tables for an instant), then validated in a transaction of its own (SHARE UPDATE EXCLUSIVE on the
/// table and ROW SHARE on the referenced one during the scan; reads and writes go on). Rows without a partner make the validation fail.
/// </summary>
/// <param name="Table">The referencing table.</param>
/// <param name="Name">The constraint's name; <see cref="DefaultName"/> derives one.</param>
/// <param name="Columns">The referencing columns, at least one.</param>
/// <param name="ReferencedTable">The referenced table.</param>
public sealed record AddForeignKey(QualifiedName Table, Identifier Name, ValueList<Identifier> Columns, QualifiedName ReferencedTable)
    : AddConstraint(Table, Name)
{
    /// <summary>The referencing columns, at least one.</summary>
    public ValueList<Identifier> Columns { get; init; } = Required.Items(Columns, $"The foreign key {Name.Name} has no columns.");

    /// <summary>The referenced columns; empty for the primary key of the referenced table.</summary>
    public ValueList<Identifier> ReferencedColumns { get; init; } = [];

    /// <summary>What a deleted referenced row does to its referencing rows.</summary>
    public ReferentialAction OnDelete { get; init; }

    /// <summary>What a changed key does to its referencing rows.</summary>
    public ReferentialAction OnUpdate { get; init; }

    /// <summary>Whether the columns of a composite key must be NULL all or none (MATCH FULL).</summary>
    public bool MatchFull { get; init; }

    /// <summary>When the constraint is checked.</summary>
    public ConstraintTiming Timing { get; init; }

    /// <summary>Whether the rows that are there are left to <see cref="ConfirmConstraint"/>.</summary>
    public bool NotValid { get; init; }

    /// <summary>Whether the table is partitioned. Then it is done partition by partition, so that a run that is stopped goes on where it was; which partitions there are is asked when it runs.</summary>
    public bool Partitioned { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"Add foreign key {Name.Name} from {Table.Display} ({OneLine.Of(Columns)}) to {ReferencedTable.Display}";

    /// <summary>The name of a foreign key that was given none: always the same for the same table and columns, at most 63 bytes.</summary>
    /// <param name="table">The referencing table.</param>
    /// <param name="columns">The referencing columns.</param>
    public static Identifier DefaultName(QualifiedName table, ValueList<Identifier> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return DerivedName.Of("fk", [table.Name.Name, .. columns.Select(column => column.Name)]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        var referenced = ReferencedColumns.Count > 0 ? $" ({ReferencedColumns})" : "";
        var match = MatchFull ? " MATCH FULL" : "";
        var definition = $"FOREIGN KEY ({Columns}) REFERENCES {ReferencedTable}{referenced}{match}{OnDelete.Clause("DELETE")}{OnUpdate.Clause("UPDATE")}{Timing.Clause()}";
        Partitions.Refuse(Partitioned, NotValid, "NotValid");
        if (Partitioned)
        {
            return Partitions.Constraint(Table, Name, LockMode.ShareRowExclusive, definition);
        }

        var steps = NotValidThenValidate(definition);
        return NotValid ? [steps[0]] : steps;
    }

    /// <inheritdoc/>
    public override string ToScript()
    {
        var command = new PowerShellCommand("Add-MigrationForeignKey").Argument(Table.Spelling)
            .Argument(Columns.Select(column => column.Spelling)).Argument(ReferencedTable.Spelling);
        if (ReferencedColumns.Count > 0)
        {
            command.Argument(ReferencedColumns.Select(column => column.Spelling));
        }

        return command.Parameter("Name", Name.Spelling)
            .Parameter("OnDelete", OnDelete.Script())
            .Parameter("OnUpdate", OnUpdate.Script())
            .Switch("MatchFull", MatchFull)
            .Parameter("Timing", Timing.Script())
            .Switch("NotValid", NotValid)
            .Switch("Partitioned", Partitioned)
            .ToString();
    }
}
