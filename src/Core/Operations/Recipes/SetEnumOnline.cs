using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Gives an enum other values without a rewrite under lock: beside each column of the type comes one of a new type, is kept equal by a trigger, filled, and takes the name together with its type in one
/// transaction. The old columns stay, kept equal the other way round, until a phase of its own drops them with the old type.
/// </summary>
/// <param name="Change">The values that it has and gets.</param>
/// <param name="Columns">All columns of the type.</param>
public sealed record SetEnumOnline(EnumChange Change, ValueList<EnumColumn> Columns) : Recipe
{
    /// <summary>All columns of the type.</summary>
    public ValueList<EnumColumn> Columns { get; } = Required.Items(Columns, $"The columns of the enum {Change?.Type.Display} were not given.");

    /// <summary>What the new type is called until it takes the name.</summary>
    public QualifiedName NewType => Change.Type.Sibling(DerivedName.Of("zz_new", [Change.Type.Name.Name]));

    /// <summary>What the old type is called after that.</summary>
    public QualifiedName OldType => Change.Type.Sibling(DerivedName.Of("zz_old", [Change.Type.Name.Name]));

    private EnumScript Script => new(Change, Columns);

    private EnumCasts Casts => new(Change);

    /// <inheritdoc/>
    public override string Summary => $"Set enum {Change} online";

    /// <inheritdoc/>
    public override IReadOnlyList<RecipePhase> Expand() =>
    [
        new RecipePhase(PhaseKind.Expand, $"add columns of another {Change.Type.Name.Name} beside the present ones", [Prepare(), .. Columns.SelectMany(Beside)]),
        new RecipePhase(PhaseKind.Migrate, "fill them", [.. Columns.SelectMany(Fill)]),
        new RecipePhase(PhaseKind.Contract, "let them take the names", [.. Columns.Select(Equal), .. Columns.Select(column => Before(column) with { Stop = true }), Swap(), .. Columns.Select(After)])
        {
            Gates = [.. Columns.Select(column => $"backfill({BackfillName(column)})"), "approval"],
            Downgrade = [.. SwapBack()],
        },
        new RecipePhase(PhaseKind.Contract, "drop the old columns and their type",
        [
            .. Columns.Select(Refill),
            .. Columns.SelectMany(column => new[] { Copied(column, CopyPart.Indexes), Copied(column, CopyPart.Checks) }),
            .. Columns.Select(column => After(column) with { Stop = true }),
            new InvokeSql(Join([.. Casts.DropForth, .. Casts.DropBack])).WithDowngrade(Join([.. Casts.CreateForth(OldType, Change.Type), .. Casts.CreateBack(OldType, Change.Type)])),
            .. Columns.Select(column => new InvokeSql($"COMMENT ON COLUMN {column.Table}.{Old(column)} IS NULL").WithDowngrade(Alike(column, Old(column)))),
            .. Columns.Select(column => new RemoveColumn(column.Table, Old(column)) { Definition = new(Old(column), column.TypeOf(OldType)) }),
            new InvokeSql($"COMMENT ON TYPE {OldType} IS NULL").WithDowngrade(EnumScript.Carry(Change.Type, OldType)),
            new RemoveEnum(OldType) { Restore = new NewEnum(OldType, Change.From) },
        ])
        { Gates = ["soak(1d)", "approval"] },
    ];

    /// <inheritdoc/>
    public override string ToScript() => Change.AddTo(new PowerShellCommand("Set-MigrationEnum")).Parameter("Column", Columns.Select(column => column.Spelling)).ToString();

    private static Identifier New(EnumColumn column) => DerivedName.Of("zz_new", [column.Column.Name]);

    private static Identifier Old(EnumColumn column) => DerivedName.Of("zz_old", [column.Column.Name]);

    private static string Join(IEnumerable<string> statements) => string.Join(";\n", statements);

    private static string BackfillName(EnumColumn column) => BackfillNames.Of(column.Table, column.Column.Name, "values");

    private ExpressionFragment Forth(EnumColumn column, Identifier name) => new($"{Casts.Forth(column.Many)}({name})");

    private ExpressionFragment Back(EnumColumn column, Identifier name) => new($"{Casts.Back(column.Many)}({name})");

    private SyncColumn Before(EnumColumn column) =>
        new(column.Table, column.Column, New(column)) { Up = Forth(column, column.Column), Down = Back(column, New(column)) };

    private SyncColumn After(EnumColumn column) =>
        new(column.Table, Old(column), column.Column) { Up = Forth(column, Old(column)), Down = Back(column, column.Column) };

    private InvokeSql Prepare() => new InvokeSql(Join(
    [
        EnumScript.Labels(Change),
        .. Change.Forbidden.Count > 0 ? [Script.Usage(Change.Forbidden, "Say with -Map what the rows get, or change them first.")] : Array.Empty<string>(),
        Script.Dependents(EnumMode.Aside, Change.Map, Change.From.Except(Change.Values)),
        EnumScript.Forget,
        $"CREATE TYPE {NewType} AS ENUM ({string.Join(", ", Change.Values.Select(value => Literal.Of(value)))})",
        EnumScript.Carry(Change.Type, NewType),
        .. Casts.CreateForth(Change.Type, NewType),
        .. Casts.CreateBack(Change.Type, NewType),
    ])).WithDowngrade(Join([.. Casts.DropForth, .. Casts.DropBack, $"DROP TYPE {NewType}"]));

    private IEnumerable<Operation> Beside(EnumColumn column)
    {
        yield return new AddColumn(column.Table, new ColumnDefinition(New(column), column.TypeOf(NewType)));
        yield return new InvokeSql(Alike(column, New(column))).WithDowngrade($"COMMENT ON COLUMN {column.Table}.{New(column)} IS NULL");
        yield return Before(column);
    }

    private static string Alike(EnumColumn column, Identifier other) =>
        CatalogBlock.Do("Enums/EnumColumn", ("table", column.Table.ToString()), ("from", column.Column.Name), ("to", other.Name));

    private IEnumerable<Operation> Fill(EnumColumn column)
    {
        yield return new UpdateData(column.Table, [new DataAssignment(New(column), Forth(column, column.Column))])
        {
            Where = new($"{New(column)} IS NULL AND {column.Column} IS NOT NULL"),
            Name = BackfillName(column),
            NothingToUndo = true,
        };
        foreach (var part in new[] { CopyPart.NotNull, CopyPart.Checks, CopyPart.Indexes })
        {
            yield return new CopyColumn(column.Table, column.Column, New(column), part);
        }
    }

    private AssertData Equal(EnumColumn column) => new(
        new($"SELECT 1 FROM {column.Table} WHERE pg_catalog.record_image_ne(ROW({New(column)}), ROW({Forth(column, column.Column)})) LIMIT 1"), AssertionExpectation.NoRows,
        $"Rows of {column.Table.Display} have another value in {New(column).Name} than {column.Column.Name} becomes: something wrote past the trigger that keeps them equal.");

    private InvokeSql Swap() => new InvokeSql(Join(
    [
        Script.Dependents(EnumMode.Aside, Change.Map, Change.From.Except(Change.Values)),
        EnumScript.TakeDown,
        Script.Swap(OldType.Name, NewType, Old, New, strict: true),
        EnumScript.PutBack,
    ])).WithoutDowngrade("The downgrade of the phase undoes it.");

    // Not the inverses in reverse: NOT NULL comes last, because it needs transactions of its own and the columns must not be without a trigger in between.
    private IEnumerable<Operation> SwapBack() =>
    [
        .. Change.Unprecedented.Count > 0
            ? [new InvokeSql(Script.Usage(Change.Unprecedented, "It came with the new values: change these rows before going back.")).WithoutDowngrade("It only looks.")]
            : Array.Empty<Operation>(),
        .. Columns.Select(column => After(column) with { Stop = true }),
        new InvokeSql(Join(
        [
            Script.Dependents(EnumMode.Back, Change.Reverse().Map, Change.Values.Except(Change.From)),
            EnumScript.TakeDown,
            Script.Swap(NewType.Name, OldType, New, Old, strict: false),
            EnumScript.PutBack,
        ])).WithoutDowngrade("It is the way back."),
        .. Columns.Select(Before),
        .. Columns.Select(column => new CopyColumn(column.Table, New(column), column.Column, CopyPart.NotNull)),
    ];

    private static CopyColumn Copied(EnumColumn column, CopyPart part) => new(column.Table, column.Column, Old(column), part) { Undo = true };

    private UpdateData Refill(EnumColumn column)
    {
        var refill = new UpdateData(column.Table, [new DataAssignment(Old(column), Back(column, column.Column))])
        {
            Where = new($"{Old(column)} IS NULL AND {column.Column} IS NOT NULL AND {Back(column, column.Column)} IS NOT NULL"),
            Name = BackfillNames.Of(column.Table, Old(column).Name),
        };
        return refill with { Undo = refill };
    }
}
