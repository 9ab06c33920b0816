using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Changes a column's type without a rewrite under lock: a second column of the new type is kept equal by a trigger, filled, and takes the name in one transaction. The old
/// column stays, kept equal the other way round, until a phase of its own drops it.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="To">The new type; its expression may name the column only.</param>
public sealed record ChangeTypeOnline(QualifiedName Table, Identifier Column, ColumnType To) : Recipe
{
    /// <summary>The type it has, so that the old column can be made again after it was dropped; null when nobody said.</summary>
    public ColumnType? From { get; init; }

    /// <summary>What to do with values that the new type cannot hold.</summary>
    public InvalidValues OnInvalid { get; init; }

    /// <summary>The columns that identify a row, for <see cref="InvalidValues.Quarantine"/>.</summary>
    public ValueList<Identifier> Key { get; init; } = [];

    /// <summary>Whether the column refuses NULL, in the old and in the new type.</summary>
    public bool NotNull { get; init; }

    /// <summary>The default in the new type and that in the old one; null when there is none.</summary>
    public DefaultChange? Default { get; init; }

    /// <summary>Operations that give the new column its indexes and constraints, under the name <see cref="NewColumn"/>, once it is filled.</summary>
    public ValueList<Operation> With { get; init; } = [];

    /// <summary>What the new column is called until it takes the name.</summary>
    public Identifier NewColumn => DerivedName.Of("zz_new", [Column.Name]);

    /// <summary>What the old column is called after that.</summary>
    public Identifier OldColumn => DerivedName.Of("zz_old", [Column.Name]);

    private ColumnCast Cast => new(Table, Column, To, From?.Using, OnInvalid != InvalidValues.Reject);

    private SyncColumn Before => new(Table, Column, NewColumn) { Up = Cast.Up(Column), Down = Cast.Down(NewColumn) };

    private SyncColumn After => new(Table, OldColumn, Column) { Up = Cast.Up(OldColumn), Down = Cast.Down(Column) };

    private string Backfill => BackfillNames.Of(Table, Column.Name, "type");

    /// <inheritdoc/>
    public override string Summary => $"Change column {Table.Display}.{Column.Name} to {To.Type} online";

    /// <inheritdoc/>
    public override IReadOnlyList<RecipePhase> Expand() =>
    [
        new RecipePhase(PhaseKind.Expand, $"add a column of the new type beside {Column.Name}", [.. Checks(), .. Aside(), Cast.Create(Column), Added(), Before]),
        new RecipePhase(PhaseKind.Migrate, "fill it", [Fill(), .. Set(Backfill + "+invalid"), .. With, .. RefuseNull()]),
        new RecipePhase(PhaseKind.Contract, "let it take the name", Switch())
        {
            Gates = [$"backfill({Backfill})", "approval"],
            Downgrade = SwitchBack(),
        },
        new RecipePhase(PhaseKind.Contract, "drop the old column",
        [
            Refill(),
            After with { Stop = true },
            Cast.Drop(OldColumn),
            new RemoveColumn(Table, OldColumn) { Definition = From is { } old ? new ColumnDefinition(OldColumn, old.Type) { Collation = old.Collation } : null },
        ])
        { Gates = ["soak(1d)", "approval"] },
    ];

    /// <inheritdoc/>
    public override string ToScript()
    {
        var command = new PowerShellCommand("Set-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling);
        To.AddTo(command, "");
        command.Switch("NotNull", NotNull);
        Default?.To.AddTo(command, "");
        From?.AddTo(command, "From");
        Default?.From?.AddTo(command, "From");
        return command.Switch("Online", true)
            .Parameter("OnInvalid", OnInvalid.ToString())
            .Parameter("Key", Key.Select(column => column.Spelling))
            .Parameter("With", With)
            .ToString();
    }

    private IEnumerable<Operation> Checks()
    {
        yield return ColumnFacts.DefaultIs(Table, Column, Default is not null);
        if (OnInvalid == InvalidValues.Reject)
        {
            yield return new AssertData(
                new($"SELECT 1 FROM {Table} WHERE {Column} IS NOT NULL AND ({To.Using?.Sql ?? Column.ToString()}\n)::{To.Type} IS NULL LIMIT 1"),
                AssertionExpectation.NoRows, $"Rows of {Table.Display} have a value in {Column.Name} that becomes NULL as {To.Type}.");
        }
    }

    private AddColumn Added() => new(Table, new ColumnDefinition(NewColumn, To.Type) { Collation = To.Collation });

    private UpdateData Fill()
    {
        var valid = OnInvalid == InvalidValues.Reject ? "" : $" AND {Cast.Up(Column)} IS NOT NULL";
        return new UpdateData(Table, [new DataAssignment(NewColumn, Cast.Up(Column))])
        {
            Where = new($"{NewColumn} IS NULL AND {Column} IS NOT NULL{valid}"),
            Name = Backfill,
            NothingToUndo = true,
        };
    }

    private Quarantine Kept => new(Table, Column, Required.Items(Key, $"Values of {Table.Display}.{Column.Name} are to be kept in quarantine: say the row's key."));

    private InvokeSql[] Aside() => OnInvalid == InvalidValues.Quarantine ? [Kept.Create()] : [];

    private UpdateData[] Set(string name) => OnInvalid != InvalidValues.Quarantine ? [] :
    [
        new UpdateData(Table, [new DataAssignment(NewColumn, new($"{Kept.Keep($"not a valid {To.Type}")}::text::{To.Type}"))])
        {
            Where = new($"{NewColumn} IS NULL AND {Column} IS NOT NULL AND {Cast.Up(Column)} IS NULL AND NOT {Kept.Holds}"),
            Name = name,
            NothingToUndo = true,
        },
    ];

    private SetColumn[] RefuseNull() => NotNull ? [new SetColumn(Table, NewColumn) { NotNull = true }] : [];

    private ValueList<Operation> Switch() =>
    [
        .. Set(Backfill + "+late"),
        new AssertData(
            new($"SELECT 1 FROM {Table} WHERE pg_catalog.record_image_ne(ROW({NewColumn}), ROW({Cast.Up(Column)})) LIMIT 1"), AssertionExpectation.NoRows,
            $"Rows of {Table.Display} have another value in {NewColumn.Name} than {Column.Name} converted: something wrote past the trigger that keeps them equal."),
        Before with { Stop = true },
        .. NewDefault(),
        new AssertColumnReplaced(Table, Column, NewColumn),
        .. OldDefault(Column),
        .. NotNull ? [new SetColumn(Table, Column) { NotNull = false }] : Array.Empty<Operation>(),
        new RenameColumn(Table, Column, OldColumn),
        new RenameColumn(Table, NewColumn, Column),
        After,
    ];

    // Not the inverses in reverse: NOT NULL comes last, because it needs transactions of its own and the columns must not be without a trigger in between.
    private ValueList<Operation> SwitchBack() =>
    [
        After with { Stop = true },
        new RenameColumn(Table, Column, NewColumn),
        new RenameColumn(Table, OldColumn, Column),
        .. NewDefault().Concat(OldDefault(Column)).SelectMany(operation => operation.Inverse.Operations),
        Before,
        .. NotNull ? [new SetColumn(Table, Column) { NotNull = true }] : Array.Empty<Operation>(),
    ];

    private SetColumn[] NewDefault() => Default is { } change ? [new SetColumn(Table, NewColumn) { Default = new(change.To, new NoDefault()) }] : [];

    private SetColumn[] OldDefault(Identifier column) => Default is { From: { } was } ? [new SetColumn(Table, column) { Default = new(new NoDefault(), was) }] : [];

    private UpdateData Refill()
    {
        var refill = new UpdateData(Table, [new DataAssignment(OldColumn, Cast.Down(Column))])
        {
            Where = new($"{OldColumn} IS NULL AND {Column} IS NOT NULL"),
            Name = BackfillNames.Of(Table, OldColumn.Name),
        };
        return refill with { Undo = refill };
    }
}
