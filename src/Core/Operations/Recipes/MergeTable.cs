using System.Globalization;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Moves columns of a table into the table that its rows belong to, while old code uses the old shape and new code the new one: triggers keep both equal. The
/// table is hidden by a new name, still kept equal, and dropped a good while later. A flag remembers which rows had a row there, so that the way back makes those and
/// no others.
/// </summary>
/// <param name="Table">The table that goes.</param>
/// <param name="Columns">Its columns that are merged, and what they are called in the other table.</param>
/// <param name="Into">The table that its rows belong to.</param>
/// <param name="Reference">The columns of <paramref name="Table"/> that say to which row.</param>
public sealed record MergeTable(QualifiedName Table, ValueList<ColumnPair> Columns, QualifiedName Into, ValueList<Identifier> Reference) : Recipe
{
    private static readonly ValueList<Identifier> Id = [new("id")];

    /// <summary>The columns that are merged, at least one.</summary>
    public ValueList<ColumnPair> Columns { get; } = Required.Items(Columns, $"No columns of {Table.Display} were given that are to be merged into {Into.Display}.");

    /// <summary>The columns of <see cref="Into"/> that identify a row; <c>id</c> unless said otherwise.</summary>
    public ValueList<Identifier> Key { get; init; } = Id;

    /// <summary>What happens where several rows belong to one.</summary>
    public MultipleRows OnMultiple { get; init; }

    /// <summary>The order that says which of several rows is the first; the last column of it must be unique, and none may be NULL.</summary>
    public ValueList<Identifier> Order { get; init; } = [];

    /// <summary>What happens to rows that belong to none.</summary>
    public OrphanRows OnOrphan { get; init; }

    /// <summary>The column of <see cref="Into"/> that remembers which rows had a row; null for <c>has_</c> and the name of the table.</summary>
    public Identifier? Flag { get; init; }

    /// <summary>For how many days the hidden table is kept, and the flag after it.</summary>
    public int KeepDays { get; init; } = 30;

    /// <summary>The operation that creates the table again after it was dropped; null when nobody said.</summary>
    public NewTable? Restore { get; init; }

    /// <summary>Operations that give the merged columns their indexes and constraints, carried out once they are filled.</summary>
    public ValueList<Operation> With { get; init; } = [];

    /// <summary>What the hidden table is called.</summary>
    public Identifier DroppedTable => DerivedName.Of("zz_dropped", [Table.Name.Name]);

    /// <inheritdoc/>
    public override string Summary => $"Merge {OneLine.Of(string.Join(", ", Columns))} of table {Table.Display} into {Into.Display}";

    private Identifier FlagColumn => Flag ?? DerivedName.Of("has", [Table.Name.Name]);

    private string FlagComment => $"SchemaMigrate: whether there is a row in {Table.Display}";

    private QualifiedName Hidden => Table.Sibling(DroppedTable);

    private SyncTable Sync => new(Into, Table, Columns.Select(pair => pair.Turned).ToValueList())
    {
        Key = Key,
        Reference = Reference,
        Flag = FlagColumn,
        Order = OnMultiple == MultipleRows.Refuse ? [] : Order,
        Last = OnMultiple == MultipleRows.Last,
    };

    private SyncTable HiddenSync => new(Into, Hidden, Sync.Columns) { Key = Key, Reference = Reference, Flag = FlagColumn, Order = Sync.Order, Last = Sync.Last, NamedAfter = Table.Name };

    private string Lost =>
        $"Rows of {Table.Display} come back where {Into.Display} has the flag or a value, with new values in every column but {string.Join(", ", Reference.Concat(Columns.Select(pair => pair.Column)).Select(column => column.Spelling))}; "
        + $"{(KeepsSome ? $"those in {Kept.Display} are not put back; " : "")}indexes, constraints, triggers and privileges that the table got after it was created are lost.";

    private bool KeepsSome => OnMultiple != MultipleRows.Refuse || OnOrphan == OrphanRows.Quarantine;

    /// <inheritdoc/>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.TablePairInvalid"/> or <see cref="OperationsErrors.IncompleteOperation"/>: the parts do not fit together.</exception>
    public override IReadOnlyList<RecipePhase> Expand()
    {
        TablePairRules.Check(Into, Table, Sync.Columns, Key, Reference);
        if (OnMultiple == MultipleRows.Refuse != (Order.Count == 0))
        {
            throw new MigrationException(OperationsErrors.IncompleteOperation, Order.Count == 0
                ? $"Which of several rows of {Table.Display} is the first was not said: -OrderBy created_at, id."
                : "-OrderBy goes with -OnMultiple First or Last.") { Target = Table.Display };
        }

        var (backfill, keep) = (BackfillNames.Of(Into, Columns.Select(pair => pair.Other.Name)), $"soak({KeepDays.ToString(CultureInfo.InvariantCulture)}d)");
        var (columns, rows) = (OneLine.Of(string.Join(", ", Columns.Select(pair => pair.Other.Name))), new MergedRows(Sync));
        return
        [
            new RecipePhase(PhaseKind.Expand, $"add {columns} to {Into.Name.Name} and keep them equal", [AddFlag(), .. Columns.Select(pair => Copy(pair, Table, CopyPart.Shape)), Sync]),
            new RecipePhase(PhaseKind.Migrate, $"fill {columns}", [rows.Fill(backfill), .. With]),
            new RecipePhase(PhaseKind.Contract, $"hide {Table.Name.Name}",
            [
                .. OnOrphan == OrphanRows.Refuse ? [rows.NoOrphans()] : Array.Empty<Operation>(),
                new TableEquality(Sync).Assertion(),
                Hide(),
                .. Columns.Select(pair => Copy(pair, Hidden, CopyPart.Default)),
            ])
            { Gates = [$"backfill({backfill})", .. Columns.Select(pair => $"unused({Table.Spelling}.{pair.Column.Spelling})"), "approval"] },
            new RecipePhase(PhaseKind.Contract, $"drop {Table.Name.Name}",
            [
                .. Restore is null ? Array.Empty<Operation>() : [new MergedRows(HiddenSync).Refill(BackfillNames.Of(Hidden, Columns.Select(pair => pair.Column.Name)))],
                .. KeepsSome ? [Keep()] : Array.Empty<Operation>(),
                Part(),
                new RemoveTable(Table) { Restore = Restore, Lost = Restore is null ? null : Lost },
            ])
            { Gates = [keep, "approval"] },
            new RecipePhase(PhaseKind.Contract, $"forget which rows had one in {Table.Name.Name}",
                [new RemoveColumn(Into, FlagColumn) { Definition = new ColumnDefinition(FlagColumn, new("boolean")) { Comment = FlagComment } }]) { Gates = [keep, "approval"] },
        ];
    }

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Merge-MigrationTable").Argument(Table.Spelling).Argument(Columns.Select(pair => pair.Spelling)).Argument(Into.Spelling)
            .Parameter("Reference", Reference.Select(column => column.Spelling))
            .Parameter("Key", Key.Equals(Id) ? [] : Key.Select(column => column.Spelling))
            .Parameter("OnMultiple", OnMultiple == MultipleRows.Refuse ? null : OnMultiple.ToString())
            .Parameter("OrderBy", Order.Select(column => column.Spelling))
            .Parameter("OnOrphan", OnOrphan == OrphanRows.Refuse ? null : OnOrphan.ToString())
            .Parameter("Flag", Flag?.Spelling)
            .Parameter("KeepDays", KeepDays == 30 ? null : KeepDays.ToString(CultureInfo.InvariantCulture))
            .Parameter("Restore", Restore)
            .Parameter("With", With)
            .ToString();

    private CopyColumn Copy(ColumnPair pair, QualifiedName from, CopyPart part) => new(Into, pair.Column, pair.Other, part) { FromTable = from };

    private InvokeSql AddFlag() => new InvokeSql(CatalogBlock.Do("Recipes/MergeCheck", [.. Names(Table), ("flag", FlagColumn.Name), ("comment", FlagComment)]))
        .WithDowngrade($"ALTER TABLE {Into} DROP COLUMN {FlagColumn}");

    // Writers lock the other table first, then this one, if only to check the foreign key; in the other order they and we would wait for each other. And a writer that
    // waited for this table under its old name would not find it any more.
    private string LockInto => CatalogBlock.Do("Recipes/LockFirst", ("table", Into.ToString()));

    private InvokeSql Hide() => new InvokeSql(string.Join(";\n",
            LockInto, CatalogBlock.Do("Recipes/MergeHide", ("table", Table.ToString())), HideAgain, HiddenSync.Functions()))
        .WithDowngrade(string.Join(";\n", LockInto, ShowAgain, Sync.Functions()));

    // In one transaction with the drop: in between, a foreign key without the trigger that deletes its rows would be in the way of writers.
    private InvokeSql Part() => new InvokeSql(string.Join(";\n", LockInto, (HiddenSync with { Stop = true }).Statements(), ShowAgain))
        .WithDowngrade(string.Join(";\n", HideAgain, HiddenSync.Statements()));

    private string HideAgain => $"ALTER TABLE {Table} RENAME TO {DroppedTable};\n" + CatalogBlock.Do("Recipes/HiddenComment",
        ("table", Hidden.ToString()), ("was", Table.Name.Name), ("days", KeepDays.ToString(CultureInfo.InvariantCulture)));

    private string ShowAgain => CatalogBlock.Do("Recipes/ShowTable", ("table", Hidden.ToString()), ("name", Table.Name.Name));

    private QualifiedName Kept => Table.Sibling(DerivedName.Of("zz_kept", [Table.Name.Name]));

    private InvokeSql Keep()
    {
        var kept = Kept;
        return new InvokeSql(CatalogBlock.Do("Recipes/MergeKeep", ("table", Hidden.ToString()), ("kept", kept.ToString()), ("rows", new MergedRows(HiddenSync).NotMerged()),
                ("comment", $"SchemaMigrate: rows of {Table.Display} that were not merged into {Into.Display}")))
            .WithDowngrade($"COMMENT ON TABLE {kept} IS {Literal.Of($"SchemaMigrate: rows of {Table.Display} that were not merged into {Into.Display}; they were not put back")}");
    }

    private (string Name, string Value)[] Names(QualifiedName table) =>
    [
        ("table", table.ToString()), ("into", Into.ToString()), ("keys", JsonNames.Of(Key)), ("references", JsonNames.Of(Reference)), ("order", JsonNames.Of(Order)),
        ("columns", JsonNames.Of(Columns.Select(pair => pair.Column))), ("names", JsonNames.Of(Columns.Select(pair => pair.Other))),
        ("multiple", OnMultiple.ToString()), ("orphans", OnOrphan.ToString()),
    ];
}
