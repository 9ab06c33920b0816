using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Adds a foreign key to a column that has orphans: not valid first, so that no new ones come, then the orphans' references are taken away batch by batch, then it is
/// validated.
/// </summary>
/// <param name="Constraint">The foreign key, over one column, with the referenced column named.</param>
/// <param name="OnOrphan">What happens to a reference that leads nowhere.</param>
public sealed record AddForeignKeyResolved(AddForeignKey Constraint, BrokenValues OnOrphan) : Recipe
{
    /// <summary>The foreign key.</summary>
    public AddForeignKey Constraint { get; } = Constraint is { Columns.Count: 1, ReferencedColumns.Count: 1, NotValid: false }
        ? Constraint
        : throw new MigrationException(OperationsErrors.IncompleteOperation, "-OnOrphan takes a foreign key over one column, with the referenced column named.") { Target = Constraint?.Name.Name };

    /// <summary>The columns that identify a row, for the quarantine.</summary>
    public ValueList<Identifier> Key { get; init; } = [];

    /// <inheritdoc/>
    public override string Summary => $"{Constraint.Summary}, with orphans resolved";

    /// <inheritdoc/>
    public override IReadOnlyList<RecipePhase> Expand()
    {
        var (table, column) = (Constraint.Table, Constraint.Columns[0]);
        var backfill = BackfillNames.Of(table, column.Name, "orphans");
        var orphan = $"{table.Name}.{column} IS NOT NULL AND NOT EXISTS (SELECT FROM {Constraint.ReferencedTable} referenced WHERE referenced.{Constraint.ReferencedColumns[0]} = {table.Name}.{column})";
        var rows = new BrokenRows(table, column, orphan, OnOrphan, Key);
        return
        [
            new RecipePhase(PhaseKind.Migrate, "refuse new orphans, resolve those there are",
                [.. rows.Prepare(), Constraint with { NotValid = true }, rows.Repair(backfill, "orphan")])
            {
                // The constraint goes first: it would refuse the orphans that come back.
                Downgrade = OnOrphan == BrokenValues.SetNull ? null :
                [
                    new RemoveConstraint(table, Constraint.Name),
                    .. rows.Repair(backfill, "orphan").Inverse.Operations,
                    .. rows.Prepare()[0].Inverse.Operations,
                ],
            },
            new RecipePhase(PhaseKind.Contract, "confirm it", [new ConfirmConstraint(table, Constraint.Name)]) { Gates = [$"backfill({backfill})"] },
        ];
    }

    /// <inheritdoc/>
    public override string ToScript() =>
        Constraint.ToScript() + new PowerShellCommand("").Parameter("OnOrphan", OnOrphan.ToString()).Parameter("Key", Key.Select(column => column.Spelling));
}
