using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>Every recipe for columns and constraints, with applications that write meanwhile.</summary>
internal static class LoadCases
{
    private static readonly QualifiedName Table = QualifiedName.Parse("users");
    private static readonly RemoveColumnPhased Removal = new(Table, new("old_field")) { Definition = new(new("old_field"), new("text")) { NotNull = true } };
    private static readonly AppVersion[] NamesOldField =
    [
        new("name", Text) { Also = ("old_field", "'x'"), Until = 2 },
        new("name", Text) { From = 1 },
    ];

    public static IReadOnlyList<LoadCase> All { get; } =
    [
        new("rename", new RenameColumnOnline(Table, new("name"), new("full_name")), [Old("name", Text) with { Until = 3 }, Old("full_name", Text) with { From = 1 }], "full_name")
        {
            Never = new Dictionary<int, string> { [2] = "name IS DISTINCT FROM full_name" },
        },
        new("type", new ChangeTypeOnline(Table, new("age"), new(new("integer"))) { From = new(new("text")) }, [Old("age", Number), Old("age", (writer, i) => Number(writer, i).Trim('\''))], "age")
        {
            Never = new Dictionary<int, string> { [2] = "age::int IS DISTINCT FROM zz_new_age", [3] = "zz_old_age::int IS DISTINCT FROM age" },
        },
        new("phased removal", Removal, NamesOldField, "name"),
        new("soft removal", Removal with { Soft = true }, NamesOldField, "name"),
        new("required column", new AddRequiredColumn(Table, new(new("nick"), new("text")), new("lower(name)")),
            [Old("name", Text) with { Until = 3 }, Old("name", Text) with { From = 1, Also = ("nick", "'n'") }], "name")
        {
            Never = new Dictionary<int, string> { [2] = "nick IS NULL", [3] = "nick IS NULL" },
        },
        new("not null", new RequireColumn(Table, new("age"), new("'0' || users.id")), [Old("name", Text) with { Until = 3 }, Old("name", Text) with { Also = ("age", "'1'") }], "name")
        {
            Never = new Dictionary<int, string> { [2] = "age IS NULL", [3] = "age IS NULL" },
        },
        new("unique", new AddUniqueDeduplicated(new AddUnique(Table, new("uq_users_email"), [new("email")]), DuplicateValues.Suffix, [new("id")]), [Old("email", Text), Old("email", Text)], "email"),
        new("foreign key", new AddForeignKeyResolved(
                new AddForeignKey(Table, new("fk_users_team"), [new("team_id")], QualifiedName.Parse("teams")) { ReferencedColumns = [new("id")] }, BrokenValues.Quarantine) { Key = [new("id")] },
            [Old("team_id", Digit), Old("team_id", Digit)], "team_id")
        {
            Setup = "CREATE TABLE teams (id int PRIMARY KEY); INSERT INTO teams SELECT generate_series(1, 50); ALTER TABLE users ADD team_id int; UPDATE users SET team_id = id % 60 WHERE id % 100 < 20;",
            Never = new Dictionary<int, string> { [2] = "team_id NOT BETWEEN 1 AND 50" },
        },
        new("check", new AddCheckResolved(new AddCheck(Table, new("ck_age"), new("length(age) < 2")), new("age"), BrokenValues.Quarantine) { Key = [new("id")] },
            [Old("age", Digit), Old("age", Digit)], "age")
        {
            Setup = "UPDATE users SET age = right(age, 1) WHERE id % 20 > 0;",
            Never = new Dictionary<int, string> { [2] = "length(age) >= 2" },
        },
    ];

    /// <summary>The table before the recipe.</summary>
    public static string Users(int rows) => $"""
        CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL DEFAULT 'nobody', age text, email varchar(30), old_field text NOT NULL DEFAULT '', pad text);
        ALTER TABLE users ALTER old_field DROP DEFAULT;
        INSERT INTO users SELECT n, 'n' || n, CASE WHEN n % 10 > 0 THEN (n % 90)::text END, 'm' || n % {rows - 1000}, 'old', repeat('x', 60) FROM generate_series(1, {rows}) n;
        ANALYZE users;
        """;

    // What an application that knows the table as it was writes; old_field is in the table's way until it may be left out.
    private static AppVersion Old(string column, Func<int, int, string> value) => new(column, value);

    private static string Text(int writer, int i) => $"'w{writer}.{i}'";

    private static string Number(int writer, int i) => $"'{(10 * i) + writer}'";

    private static string Digit(int writer, int i) => $"'{1 + (((5 * i) + writer) % 9)}'";
}
