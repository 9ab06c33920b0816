using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>Every recipe, with applications that write meanwhile.</summary>
internal static class LoadCases
{
    private static readonly QualifiedName Table = QualifiedName.Parse("users");

    public static IReadOnlyList<LoadCase> All { get; } = [.. Columns(), .. Constraints(), TableLoadCases.Split, TableLoadCases.Merge, TableLoadCases.Enum];

    /// <summary>The text of the n-th write of a writer, told apart from every other one.</summary>
    public static string Text(int writer, int i) => $"w{writer}.{i}";

    private static string OldField => "ALTER TABLE users ALTER old_field DROP DEFAULT;";

    private static IEnumerable<LoadCase> Columns()
    {
        var removal = new RemoveColumnPhased(Table, new("old_field")) { Definition = new(new("old_field"), new("text")) { NotNull = true } };
        AppVersion[] namesOldField = [AppVersion.Of("name", Text, ("old_field", "'x'")) with { Until = 2 }, AppVersion.Of("name", Text) with { From = 1 }];
        return
        [
            Users("rename", new RenameColumnOnline(Table, new("name"), new("full_name")), "full_name", AppVersion.Of("name", Text) with { Until = 3 }, AppVersion.Of("full_name", Text) with { From = 1 }) with
            {
                Never = Rows((2, "name IS DISTINCT FROM full_name")),
            },
            Users("type", new ChangeTypeOnline(Table, new("age"), new(new("integer"))) { From = new(new("text")) }, "age", AppVersion.Of("age", Number), AppVersion.Of("age", Number)) with
            {
                Never = Rows((2, "age::int IS DISTINCT FROM zz_new_age"), (3, "zz_old_age::int IS DISTINCT FROM age")),
            },
            Users("phased removal", removal, "name", namesOldField, OldField),
            Users("soft removal", removal with { Soft = true }, "name", namesOldField, OldField),
            Users("required column", new AddRequiredColumn(Table, new(new("nick"), new("text")), new("lower(name)")), "name",
                AppVersion.Of("name", Text) with { Until = 3 }, AppVersion.Of("name", Text, ("nick", "'n'")) with { From = 1 }) with
            {
                Never = Rows((2, "nick IS NULL"), (3, "nick IS NULL")),
            },
            Users("not null", new RequireColumn(Table, new("age"), new("'0' || users.id")), "name", AppVersion.Of("name", Text) with { Until = 3 }, AppVersion.Of("name", Text, ("age", "'1'"))) with
            {
                Never = Rows((2, "age IS NULL"), (3, "age IS NULL")),
            },
        ];
    }

    private static IEnumerable<LoadCase> Constraints()
    {
        var reference = new AddForeignKey(Table, new("fk_users_team"), [new("team_id")], QualifiedName.Parse("teams")) { ReferencedColumns = [new("id")] };
        const string teams = "CREATE TABLE teams (id int PRIMARY KEY); INSERT INTO teams SELECT generate_series(1, 50); ALTER TABLE users ADD team_id int; UPDATE users SET team_id = id % 60 WHERE id % 100 < 20;";
        return
        [
            Users("unique", new AddUniqueDeduplicated(new AddUnique(Table, new("uq_users_email"), [new("email")]), DuplicateValues.Suffix, [new("id")]), "email", Twice("email", Text)),
            Users("foreign key", new AddForeignKeyResolved(reference, BrokenValues.Quarantine) { Key = [new("id")] }, "team_id", Twice("team_id", Digit), teams) with
            {
                Watched = ["users", "teams"],
                Never = Rows((2, "team_id NOT BETWEEN 1 AND 50")),
            },
            Users("check", new AddCheckResolved(new AddCheck(Table, new("ck_age"), new("length(age) < 2")), new("age"), BrokenValues.Quarantine) { Key = [new("id")] }, "age", Twice("age", Digit),
                "UPDATE users SET age = right(age, 1) WHERE id % 20 > 0;") with
            {
                Never = Rows((2, "length(age) >= 2")),
            },
        ];
    }

    private static LoadCase Users(string name, Recipe recipe, string column, params AppVersion[] versions) => Users(name, recipe, column, versions, "");

    private static LoadCase Users(string name, Recipe recipe, string column, AppVersion[] versions, string further) => new(name, recipe,
        $"""
        CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL DEFAULT 'nobody', age text, email varchar(30), old_field text NOT NULL DEFAULT '', pad text);
        INSERT INTO users SELECT n, 'n' || n, CASE WHEN n % 10 > 0 THEN (n % 90)::text END, 'm' || n % {LoadCase.Rows - 1000}, 'old', repeat('x', 60) FROM generate_series(1, {LoadCase.Rows}) n;
        ANALYZE users;
        {further}
        """,
        versions, $"SELECT id, {column}::text FROM users")
    {
        Again = [.. recipe.Expand().Select((phase, place) => (phase.Kind, Number: place + 1)).Where(phase => phase.Kind == PhaseKind.Migrate).Select(phase => phase.Number)],
    };

    private static AppVersion[] Twice(string column, Func<int, int, string> value) => [AppVersion.Of(column, value), AppVersion.Of(column, value)];

    private static Dictionary<int, string> Rows(params (int Phase, string Condition)[] never) => never.ToDictionary(one => one.Phase, one => $"FROM users WHERE {one.Condition}");

    private static string Number(int writer, int i) => $"{(10 * i) + writer}";

    private static string Digit(int writer, int i) => $"{1 + (((5 * i) + writer) % 9)}";
}
