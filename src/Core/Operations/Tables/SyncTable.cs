using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Keeps columns of a table and those of a second table, which has a row for a row of the first, equal at every commit while some writers know the one shape and some the
/// other: by triggers on both. A write that changes nothing on the other side goes no further, so they cannot set each other off for ever. A missing row of the second
/// table stands for NULL in all columns. SHARE ROW EXCLUSIVE on each table for an instant to begin, ACCESS EXCLUSIVE for an instant to stop.
/// </summary>
/// <param name="Table">The table that has the columns beside its others.</param>
/// <param name="Part">The table that has the columns beside a reference to <paramref name="Table"/>.</param>
/// <param name="Columns">The columns: those of <paramref name="Table"/>, and what they are called in <paramref name="Part"/>. Both must have the same types and allow NULL.</param>
public sealed record SyncTable(QualifiedName Table, QualifiedName Part, ValueList<ColumnPair> Columns) : Operation
{
    private static readonly ValueList<Identifier> Id = [new("id")];

    /// <summary>The columns, at least one.</summary>
    public ValueList<ColumnPair> Columns { get; } = Required.Items(Columns, $"No columns were given that {Table.Display} and {Part.Display} have in common.");

    /// <summary>The columns that identify a row of <see cref="Table"/>; <c>id</c> unless said otherwise.</summary>
    public ValueList<Identifier> Key { get; init; } = Id;

    /// <summary>The columns of <see cref="Part"/> that hold the key; empty when they have the names of <see cref="Key"/>.</summary>
    public ValueList<Identifier> Reference { get; init; } = [];

    /// <summary>Whether a row without any value in the columns needs none in <see cref="Part"/>. Otherwise every row of <see cref="Table"/> gets one.</summary>
    public bool Sparse { get; init; }

    /// <summary>A column of <see cref="Table"/> that is true while there is a row in <see cref="Part"/>; null for none. NULL says that nothing was copied yet.</summary>
    public Identifier? Flag { get; init; }

    /// <summary>
    /// Where several rows of <see cref="Part"/> may belong to one of <see cref="Table"/>: the order that says which of them counts, the first. The last column of it must be
    /// unique, and none may be NULL. Empty where there is one row at most, which a unique index on the reference must ensure.
    /// </summary>
    public ValueList<Identifier> Order { get; init; } = [];

    /// <summary>Whether the last in the order counts instead of the first.</summary>
    public bool Last { get; init; }

    /// <summary>The name that <see cref="Part"/> had when it was begun, where it got another one since; null when it has the same.</summary>
    public Identifier? NamedAfter { get; init; }

    /// <summary>True to end it.</summary>
    public bool Stop { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"{(Stop ? "Stop syncing" : "Sync")} {OneLine.Of(string.Join(", ", Columns))} of tables {Table.Display} and {Part.Display}";

    /// <summary>The columns of <see cref="Part"/> that hold the key.</summary>
    internal ValueList<Identifier> References => Reference.Count > 0 ? Reference : Key;

    /// <summary>The function that gives the row of <see cref="Part"/> that belongs to a key, as it is at that moment.</summary>
    internal QualifiedName RowFunction => Part.Sibling(Name("zz_sync_row"));

    private QualifiedName TableFunction => Table.Sibling(Name("zz_sync_from"));

    private QualifiedName PartFunction => Part.Sibling(Name("zz_sync_back"));

    private string Purpose => $"keeps {Table.Display} and {Part.Sibling(NamedAfter ?? Part.Name).Display} equal";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        if (References.Count != Key.Count || (Last && Order.Count == 0))
        {
            throw new MigrationException(OperationsErrors.IncompleteOperation, Last && Order.Count == 0
                ? $"Which of several rows of {Part.Display} is the last was not said: give the order."
                : $"The key of {Table.Display} has {Key.Count} columns and the reference in {Part.Display} {References.Count}.") { Target = Part.Display };
        }

        return Stop ? End() : Begin();
    }

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact(this with { Stop = !Stop });

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Sync-MigrationTable").Argument(Table.Spelling).Argument(Part.Spelling).Argument(Columns.Select(pair => pair.Spelling))
            .Parameter("Key", Key.Equals(Id) ? [] : Key.Select(column => column.Spelling))
            .Parameter("Reference", Reference.Select(column => column.Spelling))
            .Switch("Sparse", Sparse)
            .Parameter("Flag", Flag?.Spelling)
            .Parameter("OrderBy", Order.Select(column => column.Spelling))
            .Switch("Last", Last)
            .Parameter("NamedAfter", NamedAfter?.Spelling)
            .Switch("Stop", Stop)
            .ToString();

    // The names come before RI_ConstraintTrigger_…: rows of the part must be gone, or have the new key, when the foreign key is checked. What a transaction inserts into
    // both tables by itself must not be in its own way: a row that is missing is made at its end.
    private SyncTrigger[] Triggers()
    {
        var functions = new SyncTableFunctions(this);
        SyncTrigger[] common =
        [
            new(Name("00_sync_back"), OnPart: true, "AFTER INSERT OR UPDATE OR DELETE"),
            new(Name("00_sync_lock"), OnPart: true, "BEFORE INSERT"),
            new(Name("00_sync_change"), OnPart: false, "AFTER UPDATE") { Condition = functions.Changed },
            new(Name("00_sync_delete"), OnPart: false, "AFTER DELETE"),
            new(Name("00_sync_new"), OnPart: false, "AFTER INSERT") { Late = true },
        ];
        return functions.FillsAll ? [.. common, new(Name("00_sync_gone"), OnPart: true, "AFTER DELETE") { Late = true }] : common;
    }

    // Each table in a transaction of its own: a lock on one is never held while the other is waited for, as a writer of both may, in the other order.
    private IReadOnlyList<OperationStep> Begin() =>
    [
        new SqlOperationStep(RowBlock()) { StartsTransaction = true },
        new SqlOperationStep(BackBlock()),
        .. Triggers().Where(trigger => trigger.OnPart).SelectMany(trigger => trigger.Create(Part, PartFunction, Purpose)),
        new SqlOperationStep(ForthBlock()) { StartsTransaction = true },
        .. Triggers().Where(trigger => !trigger.OnPart).SelectMany(trigger => trigger.Create(Table, TableFunction, Purpose)),
    ];

    private IReadOnlyList<OperationStep> End() =>
    [
        .. Triggers().Where(trigger => !trigger.OnPart).Select(trigger => trigger.Drop(Table)),
        new SqlOperationStep($"DROP FUNCTION {TableFunction}()"),
        .. Triggers().Where(trigger => trigger.OnPart).Select((trigger, place) => trigger.Drop(Part) with { StartsTransaction = place == 0 }),
        new SqlOperationStep($"DROP FUNCTION {PartFunction}()"),
        new SqlOperationStep($"DROP FUNCTION {RowFunction}") { EndsTransaction = true },
    ];

    /// <summary>All statements that begin it, or end it, for those who hold the locks on both tables already.</summary>
    internal string Statements() => string.Join(";\n", (Stop ? End() : Begin()).Cast<SqlOperationStep>().Select(step => step.Sql));

    /// <summary>The statements that write the functions anew, for tables that got other names.</summary>
    internal string Functions() => string.Join(";\n", RowBlock(), BackBlock(), ForthBlock());

    private string ForthBlock() => Function(Table, Part, TableFunction, new SyncTableFunctions(this).Forth, SyncTableFunctions.Table, SyncTableFunctions.Part);

    private string BackBlock() => Function(Part, Table, PartFunction, new SyncTableFunctions(this).Back, SyncTableFunctions.Part, SyncTableFunctions.Table);

    private string RowBlock() => CatalogBlock.Do("Tables/SyncRow",
        ("part", Part.ToString()), ("function", RowFunction.Name.Name), ("body", new SyncTableFunctions(this).Row), ("own", SyncTableFunctions.Part),
        ("columns", JsonNames.Of(References)), ("comment", $"SchemaMigrate: {Purpose}"));

    private string Function(QualifiedName table, QualifiedName other, QualifiedName function, string body, string own, string foreign) =>
        CatalogBlock.Do("Tables/SyncFunction",
            ("table", table.ToString()), ("other", other.ToString()), ("function", function.Name.Name), ("body", body), ("own", own), ("foreign", foreign),
            ("keys", JsonNames.Of(Key.Concat(References).Concat(Order))), ("comment", $"SchemaMigrate: {Purpose}"));

    private Identifier Name(string prefix) => DerivedName.Of(prefix, [Table.Name.Name, (NamedAfter ?? Part.Name).Name]);
}
