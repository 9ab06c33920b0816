using System.Text;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>Recipes over names with quotes, capitals, spaces, reserved words, letters of several bytes and 63 bytes, and over values with quotes and backslashes. Tables of the same names are in public, too.</summary>
internal static class HardCases
{
    private const string Value = "'it''s \\ \"' || n";
    private static readonly QualifiedName Table = QualifiedName.Of("My \"Schema", Longest("Ü"));
    private static readonly QualifiedName Other = QualifiedName.Of("My \"Schema", "SELECT ' :x");
    private static readonly Identifier Id = new("user");
    private static readonly Identifier Name = new(Longest("N"));
    private static readonly Identifier Age = new("a=b :type");
    private static readonly Identifier Text = new("Näme \"x\"\\");
    private static readonly Identifier Reference = new("Ref.'日本'");
    private static readonly Identifier Made = new(Longest("\""));

    public static IReadOnlyList<RecipeCase> All { get; } = [.. Columns(), .. Constraints(), Merge()];

    private static IEnumerable<RecipeCase> Columns() =>
    [
        Case("rename", new RenameColumnOnline(Table, Name, Made), $"SELECT bool_and({Made} = {Value.Replace("n", $"{Id}", StringComparison.Ordinal)}) FROM {Table}"),
        Case("type", new ChangeTypeOnline(Table, Age, new(new("integer")) { Using = new($"{Age}::integer") }) { From = new(new("text")) }, $"SELECT sum({Age}) = 1800 FROM {Table}"),
        Case("type with invalid values", new ChangeTypeOnline(Table, Text, new(new("integer"))) { From = new(new("text")) { Collation = QualifiedName.Of("pg_catalog", "C") }, OnInvalid = InvalidValues.Quarantine, Key = [Id] },
            $"SELECT count({Text}) = 0 FROM {Table}") with { Lossy = true, Rows = $"SELECT count(*)::text FROM {Table}" },
        Case("phased removal", new RemoveColumnPhased(Table, Age) { Definition = new(Age, new("text")) }, $"SELECT count(*) = 0 FROM pg_attribute WHERE attrelid = {Literal.Of(Table.ToString())}::regclass AND attname = {Literal.Of(Age.Name)}") with
        {
            Rows = $"SELECT count(*)::text FROM {Table}",
        },
        Case("soft removal", new RemoveColumnPhased(Table, Age) { Definition = new(Age, new("text")), Soft = true }, $"SELECT count(*) = 200 FROM {Table}") with
        {
            Rows = $"SELECT count(*)::text FROM {Table}",
        },
        Case("required column", new AddRequiredColumn(Table, new(Made, new("text")), new($"{Name} || 'it''s \\'")), $"SELECT bool_and({Made} = {Name} || 'it''s \\') FROM {Table}"),
        Case("not null", new RequireColumn(Table, Text, new("'it''s \\'")), $"SELECT count(*) FILTER (WHERE {Text} = 'it''s \\') = 20 FROM {Table}") with { Rows = $"SELECT count(*)::text FROM {Table}" },
    ];

    private static IEnumerable<RecipeCase> Constraints() =>
    [
        Case("unique", new AddUniqueDeduplicated(new AddUnique(Table, Made, [Text]), DuplicateValues.Suffix, [Id]), $"SELECT count(DISTINCT {Text}) = count({Text}) FROM {Table}") with { Rows = $"SELECT count(*)::text FROM {Table}" },
        Case("foreign key", new AddForeignKeyResolved(new AddForeignKey(Table, Made, [Reference], Other) { ReferencedColumns = [Id] }, BrokenValues.Quarantine) { Key = [Id] },
            $"SELECT count({Reference}) = 180 FROM {Table}") with { Rows = $"SELECT count(*)::text FROM {Table}" },
        Case("check", new AddCheckResolved(new AddCheck(Table, Made, new($"{Text} <> 'it''s \\ \"7'")), Text, BrokenValues.Quarantine) { Key = [Id] },
            $"SELECT count(*) FILTER (WHERE {Text} = 'it''s \\ \"7') = 0 AND count({Text}) = 175 FROM {Table}") with { Rows = $"SELECT count(*)::text FROM {Table}" },
    ];

    private static RecipeCase Merge() => Case("merge",
        new MergeTable(Other, [new(Name, Made), new(Age, new("A b"))], Table, [Reference])
        {
            Key = [Id],
            Flag = new("Has ' :flag"),
            OnMultiple = MultipleRows.Last,
            Order = [Id],
            OnOrphan = OrphanRows.Quarantine,
        },
        $"SELECT count({Made}) = 40 FROM {Table}") with { Irreversible = 2 };

    private static RecipeCase Case(string name, Recipe recipe, string holds) => new($"{name} with hard names", recipe, $"CREATE SCHEMA {Table.Schema}; {Tables(Table.Schema!.Value)} {Tables(new("public"))}")
    {
        Holds = holds,
        Rows = $"SELECT md5(string_agg(to_jsonb(t)::text, ',' ORDER BY t.{Id})) FROM {Table} t",
        Untouched = "public",
    };

    private static string Tables(Identifier schema)
    {
        var (table, other) = (new QualifiedName(schema, Table.Name), new QualifiedName(schema, Other.Name));
        return $"""
            CREATE TABLE {table} ({Id} int PRIMARY KEY, {Name} text NOT NULL, {Age} text, {Text} text COLLATE "C", {Reference} int);
            INSERT INTO {table} SELECT n, {Value}, CASE WHEN n % 10 > 0 THEN '10' END, CASE WHEN n % 10 > 0 THEN 'it''s \ "' || n % 40 END, n % 10 FROM generate_series(1, 200) n;
            COMMENT ON COLUMN {table}.{Name} IS 'it''s \';
            GRANT SELECT ON {table} TO PUBLIC; GRANT UPDATE ({Name}) ON {table} TO PUBLIC;
            CREATE TABLE {other} ({Id} int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, {Name} text, {Age} text, {Reference} int);
            INSERT INTO {other} SELECT n, {Value}, 'x', n * 5 FROM generate_series(1, 45) n;
            """;
    }

    private static string Longest(string start) => start + new string('x', Identifier.MaxBytes - Encoding.UTF8.GetByteCount(start) - 1) + "Z";
}
