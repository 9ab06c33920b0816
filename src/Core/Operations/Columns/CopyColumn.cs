using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Gives a column what another column has, of the same table or of another one, whatever that is: the catalog is asked when the operation is carried out. ACCESS EXCLUSIVE for an instant;
/// NOT NULL is proven before, under SHARE UPDATE EXCLUSIVE.
/// </summary>
/// <param name="Table">The table of the column to copy to.</param>
/// <param name="Column">The column to copy from.</param>
/// <param name="NewColumn">The column to copy to.</param>
/// <param name="Part">What to copy.</param>
public sealed record CopyColumn(QualifiedName Table, Identifier Column, Identifier NewColumn, CopyPart Part) : Operation
{
    /// <summary>The table of the column to copy from; null when it is the same. The sequence that a column owns stays with it when the tables differ.</summary>
    public QualifiedName? FromTable { get; init; }

    /// <summary>True to take it back: to drop the column, to allow NULL, to drop the default.</summary>
    public bool Undo { get; init; }

    /// <inheritdoc/>
    public override string Summary =>
        $"{(Undo ? "Undo: copy" : "Copy")} {Part.ToString().ToLowerInvariant()} of {Source.Display}.{Column.Name} to {(FromTable is null ? "" : Table.Display + ".")}{NewColumn.Name}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) => (Part, Undo) switch
    {
        (CopyPart.Indexes or CopyPart.Checks, _) when FromTable is not null => throw new MigrationException(
            OperationsErrors.ConflictingOptions, $"{Part} of {Source.Display}.{Column.Name} cannot be copied to another table: what they say of other columns has no meaning in {Table.Display}."),
        (CopyPart.Shape, false) => [Block("CopyShape")],
        (CopyPart.Shape, true) => [new SqlOperationStep($"ALTER TABLE {Table} DROP COLUMN {NewColumn}")],
        (CopyPart.NotNull, false) => NotNull(),
        (CopyPart.NotNull, true) => [Block("CopyNotNullUndo")],
        (CopyPart.Default, false) => [Block("CopyDefault")],
        (CopyPart.Default, true) => [Block("CopyDefaultUndo")],
        (CopyPart.Indexes, false) => Indexes(),
        (CopyPart.Indexes, true) => [ConstraintsUndo("u"), Each("CopyIndexesUndo")],
        (CopyPart.Checks, false) => Checks(),
        (CopyPart.Checks, true) => [ConstraintsUndo("c")],
        _ => throw new InvalidOperationException($"There is no part {Part} to copy."),
    };

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact(this with { Undo = !Undo });

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Copy-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling).Argument(NewColumn.Spelling)
            .Parameter("Part", Part.ToString())
            .Parameter("FromTable", FromTable?.Spelling)
            .Switch("Undo", Undo)
            .ToString();

    // Three transactions, so that the scan of VALIDATE runs under no stronger lock than its own.
    private OperationStep[] NotNull() =>
    [
        new AssertionOperationStep(
            $"{ColumnFacts.Attribute(Source, Column, "a.attnotnull")} AND EXISTS (SELECT FROM {Table} WHERE {NewColumn} IS NULL)", AssertionExpectation.NoRows,
            $"{Source.Display}.{Column.Name} refuses NULL, but rows of {Table.Display} have NULL in {NewColumn.Name}. Fill them first; this shows them: SELECT * FROM {Table} WHERE {NewColumn} IS NULL"),
        Block("CopyNotNullAdd"),
        Block("CopyNotNullValidate") with { StartsTransaction = true },
        Block("CopyNotNullSet") with { StartsTransaction = true },
    ];

    private QualifiedName Definition => Table.Sibling(DerivedName.Of("zz_copy", [Table.Name.Name, NewColumn.Name]));

    // The function stays for as long as statements that ask it are to be made, whatever happens in between.
    private OperationStep[] Indexes() => [CreateDefinition(), Each("CopyIndexes"), Block("CopyIndexesConstraints"), new SqlOperationStep($"DROP FUNCTION {Definition}")];

    private OperationStep[] Checks() =>
    [
        CreateDefinition(),
        Block("CopyChecksAdd"),
        new SqlOperationStep($"DROP FUNCTION {Definition}"),
        Block("CopyChecksValidate") with { StartsTransaction = true, EndsTransaction = true },
    ];

    private SqlOperationStep CreateDefinition() => new(string.Join(";\n",
        DollarQuoted.Of($"CREATE FUNCTION {Definition}(text, oid) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog AS ", CatalogBlock.Fill("Columns/CopyDefinition", Values()), ""),
        TriggerFunction.CommentAny(Definition, $"tells what to make for {NewColumn.Name}")));

    private EnumeratedOperationStep Each(string file) => new(CatalogBlock.Fill($"Columns/{file}", Values()), Table, LockMode.ShareUpdateExclusive);

    private SqlOperationStep ConstraintsUndo(string kind) => new(CatalogBlock.Do("Columns/CopyConstraintsUndo", [.. Values(), ("kind", kind)]));

    private QualifiedName Source => FromTable ?? Table;

    private SqlOperationStep Block(string file) => new(CatalogBlock.Do($"Columns/{file}", Values()));

    private (string Name, string Value)[] Values() =>
    [
        ("table", Table.ToString()), ("source", Source.ToString()), ("from", Column.Name), ("to", NewColumn.Name),
        ("$definition$", Definition.ToString()), ("check", DerivedName.Of("ck", [Table.Name.Name, NewColumn.Name, "not_null"]).Name),
    ];
}
