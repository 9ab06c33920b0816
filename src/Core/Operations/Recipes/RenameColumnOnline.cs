using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Renames a column while old code uses the old name and new code the new one: a second column, kept equal by a trigger, takes its place. Indexes and constraints are
/// not guessed: <see cref="With"/> makes those of the new column, and the contract refuses while the old column has one that the new one lacks.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The present name.</param>
/// <param name="NewName">The new name.</param>
public sealed record RenameColumnOnline(QualifiedName Table, Identifier Column, Identifier NewName) : Recipe
{
    /// <summary>Operations that give the new column its indexes and constraints, carried out once it is filled.</summary>
    public ValueList<Operation> With { get; init; } = [];

    /// <inheritdoc/>
    public override string Summary => $"Rename column {Table.Display}.{Column.Name} to {NewName.Name} online";

    /// <inheritdoc/>
    public override IReadOnlyList<RecipePhase> Expand()
    {
        var (table, backfill) = (Table, BackfillNames.Of(Table, NewName.Name));
        CopyColumn Copy(Identifier from, Identifier to, CopyPart part) => new(table, from, to, part);
        var sync = new SyncColumn(Table, Column, NewName);
        return
        [
            new RecipePhase(PhaseKind.Expand, $"add {NewName.Name} and keep it equal", [Copy(Column, NewName, CopyPart.Shape), sync]),
            new RecipePhase(PhaseKind.Migrate, $"fill {NewName.Name}", [Fill(NewName, Column, backfill), .. With]),
            new RecipePhase(PhaseKind.Contract, $"drop {Column.Name}",
            [
                ColumnEquality.Assertion(Table, Column, NewName),
                Copy(Column, NewName, CopyPart.NotNull),
                Copy(Column, NewName, CopyPart.Default),
                new AssertColumnReplaced(Table, Column, NewName),
                sync with { Stop = true },
                new RemoveColumn(Table, Column),
            ])
            {
                Gates = [$"backfill({backfill})", $"unused({Table.Spelling}.{Column.Spelling})"],

                // The default goes over before the trigger comes back: a value that a default gave would look like one that a new writer gave.
                Downgrade =
                [
                    Copy(NewName, Column, CopyPart.Shape),
                    Copy(NewName, Column, CopyPart.Default),
                    Copy(Column, NewName, CopyPart.Default) with { Undo = true },
                    sync,
                    Fill(Column, NewName, BackfillNames.Of(Table, Column.Name)),
                    Copy(NewName, Column, CopyPart.NotNull),
                    Copy(Column, NewName, CopyPart.NotNull) with { Undo = true },
                ],
            },
        ];
    }

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Rename-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling).Argument(NewName.Spelling).Switch("Online", true)
            .Parameter("With", With)
            .ToString();

    private UpdateData Fill(Identifier to, Identifier from, string name) =>
        new(Table, [new DataAssignment(to, new(from.ToString()))]) { Where = new($"{to} IS NULL AND {from} IS NOT NULL"), Name = name, NothingToUndo = true };
}
