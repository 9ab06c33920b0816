using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Moves columns of a table to a new table with one row for each of its rows, while old code uses the old shape and new code the new one: triggers keep both
/// equal until the columns are dropped. Indexes and constraints are not guessed: <see cref="With"/> makes those of the new table, and the contract refuses while a column
/// has one that its successor lacks.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns that move, and what they are called in the new table.</param>
/// <param name="Into">The new table.</param>
public sealed record SplitTable(QualifiedName Table, ValueList<ColumnPair> Columns, QualifiedName Into) : Recipe
{
    private static readonly ValueList<Identifier> Id = [new("id")];

    /// <summary>The columns that move, at least one.</summary>
    public ValueList<ColumnPair> Columns { get; } = Required.Items(Columns, $"No columns of {Table.Display} were given that are to move to {Into.Display}.");

    /// <summary>The columns that identify a row: the primary key, or others that are unique and refuse NULL. <c>id</c> unless said otherwise.</summary>
    public ValueList<Identifier> Key { get; init; } = Id;

    /// <summary>What the key is called in the new table, of which it is the primary key; empty for the same names.</summary>
    public ValueList<Identifier> Reference { get; init; } = [];

    /// <summary>Whether only rows with a value in one of the columns get a row in the new table.</summary>
    public bool Sparse { get; init; }

    /// <summary>What deleting a row of the table does to its row in the new one, from the contract on; until then that row goes too.</summary>
    public ReferentialAction OnDelete { get; init; } = ReferentialAction.Cascade;

    /// <summary>Operations that give the new table its indexes and constraints, carried out once it is filled.</summary>
    public ValueList<Operation> With { get; init; } = [];

    /// <inheritdoc/>
    public override string Summary => $"Split {OneLine.Of(string.Join(", ", Columns))} of table {Table.Display} off into {Into.Display}";

    private SyncTable Sync => new(Table, Into, Columns) { Key = Key, Reference = Reference, Sparse = Sparse };

    private AddForeignKey ForeignKey => new(Into, AddForeignKey.DefaultName(Into, Sync.References), Sync.References, Table)
    {
        ReferencedColumns = Key,
        OnDelete = OnDelete,
        OnUpdate = ReferentialAction.Cascade,
        NotValid = true,
    };

    /// <inheritdoc/>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.TablePairInvalid"/>: the parts do not fit together.</exception>
    public override IReadOnlyList<RecipePhase> Expand()
    {
        TablePairRules.Check(Table, Into, Columns, Key, Sync.References);
        var (backfill, equality) = (BackfillNames.Of(Into, Columns.Select(pair => pair.Other.Name)), new TableEquality(Sync));
        return
        [
            new RecipePhase(PhaseKind.Expand, $"create {Into.Name.Name} and keep it equal",
            [
                Create(),
                .. Columns.SelectMany(pair => Copy(pair, forth: true)),
                ForeignKey,
                Sync,
            ]),
            new RecipePhase(PhaseKind.Migrate, $"fill {Into.Name.Name}", [Fill(backfill), new ConfirmConstraint(Into, ForeignKey.Name), .. With]),
            new RecipePhase(PhaseKind.Contract, $"drop {OneLine.Of(string.Join(", ", Columns.Select(pair => pair.Column.Name)))} from {Table.Name.Name}",
            [
                .. Replaced(),
                equality.Assertion(),
                Sync with { Stop = true },

                // Again, in the transaction that drops them: the comparison may have taken long.
                .. Replaced(),
                .. Columns.Select(pair => new RemoveColumn(Table, pair.Column)),
            ])
            {
                Gates = [$"backfill({backfill})", .. Columns.Select(pair => $"unused({Table.Spelling}.{pair.Column.Spelling})")],
                Downgrade = [.. Columns.SelectMany(pair => Copy(pair, forth: false)), Sync, equality.RefillTable(BackfillNames.Of(Table, Columns.Select(pair => pair.Column.Name)))],
            },
        ];
    }

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Split-MigrationTable").Argument(Table.Spelling).Argument(Columns.Select(pair => pair.Spelling)).Argument(Into.Spelling)
            .Parameter("Key", Key.Equals(Id) ? [] : Key.Select(column => column.Spelling))
            .Parameter("Reference", Reference.Select(column => column.Spelling))
            .Switch("Sparse", Sparse)
            .Parameter("OnDelete", OnDelete == ReferentialAction.Cascade ? null : OnDelete.ToString())
            .Parameter("With", With)
            .ToString();

    private InvokeSql Create() => new InvokeSql(CatalogBlock.Do("Recipes/SplitCreate",
            ("table", Table.ToString()), ("into", Into.ToString()), ("primary", AddPrimaryKey.DefaultName(Into).Name),
            ("columns", JsonNames.Of(Columns.Select(pair => pair.Column))), ("keys", JsonNames.Of(Key)), ("references", JsonNames.Of(Sync.References))))
        .WithDowngrade($"DROP TABLE {Into}");

    private IEnumerable<AssertColumnReplaced> Replaced() => Columns.Select(pair => new AssertColumnReplaced(Table, pair.Column, pair.Other) { InTable = Into });

    private IEnumerable<CopyColumn> Copy(ColumnPair pair, bool forth)
    {
        var (from, to) = forth ? (Table, Into) : (Into, Table);
        var (column, name) = forth ? (pair.Column, pair.Other) : (pair.Other, pair.Column);
        return [new(to, column, name, CopyPart.Shape) { FromTable = from }, new(to, column, name, CopyPart.Default) { FromTable = from }];
    }

    private UpdateData Fill(string name)
    {
        var sync = Sync;

        // A count cannot become a join, which would read the new table anew for each batch: each row is looked up by its key.
        var present = $"(SELECT count(*) FROM {Into} AS part WHERE {string.Join(" AND ", sync.References.Zip(Key, (reference, key) => $"part.{reference} = {Table.Name}.{key}"))})";
        var values = string.Join(", ", Columns.Select(pair => $"{Table.Name}.{pair.Column}"));
        return new UpdateData(Table,
        [
            .. sync.References.Zip(Key, (reference, key) => new DataAssignment(reference, new(key.ToString()))),
            .. Columns.Select(pair => new DataAssignment(pair.Other, new(pair.Column.ToString()))),
        ])
        {
            InsertInto = Into,
            Where = new(Sparse ? $"{present} = 0 AND pg_catalog.num_nonnulls({values}) > 0" : $"{present} = 0"),
            Name = name,
            NothingToUndo = true,
        };
    }
}
