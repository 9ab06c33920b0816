using Npgsql;
using SchemaMigrate.Execution;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Recipes;

namespace SchemaMigrate.Tests.Operations;

/// <summary>What a database does not have, or has already, or has in a form that does not fit: said by name, and nothing is left half done.</summary>
public sealed class BadInputTests
{
    private const string Setup = """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE TABLE teams (id int PRIMARY KEY); INSERT INTO teams VALUES (1);
        CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, age text, email text, team_id int, feeling mood);
        INSERT INTO users VALUES (1, 'a', '1', 'same', 1, 'ok'), (2, 'b', 'old', 'same', 99, 'sad'), (3, 'c', NULL, NULL, NULL, NULL);
        CREATE VIEW names AS SELECT name FROM users;
        """;

    private static readonly QualifiedName Users = QualifiedName.Parse("users");
    private static readonly QualifiedName Nobody = QualifiedName.Parse("nobody");
    private static readonly QualifiedName Mood = QualifiedName.Parse("mood");
    private static readonly Identifier Missing = new("missing");
    private static readonly Identifier Age = new("age");

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task An_operation_that_cannot_be_says_why_by_name_and_leaves_nothing_behind(int major)
    {
        (Operation Operation, string State, string[] Names)[] refused =
        [
            (new AddColumn(Nobody, new ColumnDefinition(Missing, new("int"))), "42P01", ["nobody"]),
            (new AddColumn(Users, new ColumnDefinition(Missing, new("nothing"))), "42704", ["nothing"]),
            (new AddColumn(Users, new ColumnDefinition(Age, new("int"))), "42701", ["age", "users"]),
            (new AddColumn(Users, new ColumnDefinition(Missing, new("int")) { Value = new LiteralDefault("x") }), "22P02", ["integer", "x"]),
            (new RemoveColumn(Users, Missing), "42703", ["missing", "users"]),
            (new RemoveColumn(Users, new("name")), "2BP01", ["name", "users"]),
            (new RenameColumn(Users, Missing, Age), "42703", ["missing"]),
            (new RenameColumn(Users, new("name"), Age), "42701", ["age", "users"]),
            (new SetColumn(Users, Missing) { Default = new(new LiteralDefault("1"), null) }, "42703", ["missing", "users"]),
            (new SetColumn(Users, Age) { NotNull = true }, "P0004", ["age", "users", "SELECT * FROM"]),
            (new SetColumn(Users, Age) { Type = new(new(new("integer")) { Using = new("age::integer") }, null) }, "22P02", ["integer", "old"]),
            (new SetColumn(Users, Age) { Type = new(new(new("integer")), null) }, "42804", ["age", "integer"]),
            (new AddIndex(Users, new("ix"), [new("missing")]), "42703", ["missing"]),
            (new AddIndex(Nobody, new("ix"), [new("id")]), "42P01", ["nobody"]),
            (new AddUnique(Users, new("uq"), [Missing]), "42703", ["missing"]),
            (new AddCheck(Users, new("ck"), new("missing > 0")), "42703", ["missing"]),
            (new AddCheck(Users, new("ck"), new("age <> 'old'")), "P0004", ["ck", "users", "SELECT * FROM"]),
            (new AddForeignKey(Users, new("fk"), [new("team_id")], Nobody), "42P01", ["nobody"]),
            (new AddForeignKey(Users, new("fk"), [Missing], QualifiedName.Parse("teams")), "42703", ["missing"]),
            (new RemoveConstraint(Users, Missing), "42704", ["missing", "users"]),
            (new RemoveIndex(QualifiedName.Parse("missing")), "42704", ["missing"]),
            (new ConfirmConstraint(Users, Missing), "42704", ["missing", "users"]),
            (new RenameTable(Nobody, Missing), "42P01", ["nobody"]),
            (new RenameTable(Users, new("teams")), "42P07", ["teams"]),
            (new RemoveTable(Nobody), "42P01", ["nobody"]),
            (new RemoveTable(Users), "2BP01", ["users"]),
            (new NewTable(Users, [new("id int")]), "42P07", ["users"]),
            (new NewTable(Nobody, [new("id nothing")]), "42704", ["nothing"]),
            (new NewEnum(Mood, ["a"]), "42710", ["mood"]),
            (new RemoveEnum(Mood), "2BP01", ["mood"]),
            (new RemoveEnum(Nobody), "42704", ["nobody"]),
            (new AddEnumValue(Nobody, "a"), "42704", ["nobody"]),
            (new AddEnumValue(Mood, "sad"), "42710", ["sad"]),
            (new AddEnumValue(Mood, "a") { Position = new(Before: true, "missing") }, "22023", ["missing"]),
            (new RenameEnumValue(Mood, "missing", "a"), "22023", ["missing"]),
            (new SetEnumInPlace(new(Mood, ["ok"], ["sad", "ok"], []), [EnumColumn.Parse("users.feeling")]), "23514", ["sad", "users", "feeling", "id=2"]),
            (new CopyColumn(Users, Missing, new("copy"), CopyPart.Shape), "42703", ["missing", "users"]),
            (new SyncColumn(Users, Age, Missing), "42703", ["missing"]),
            (new SyncColumn(Users, Age, new("email")) { Down = new("nothing(email)") }, "42883", ["nothing"]),
            (new SyncTable(Users, Nobody, [ColumnPair.Parse("age")]), "42P01", ["nobody"]),
        ];
        await using var database = await OperationDatabase.CreateAsync(major, Setup);
        var before = await database.CatalogAsync();
        foreach (var (operation, state, names) in refused)
        {
            var error = await ErrorAsync(operation);
            Assert.True(state == error.SqlState, $"{operation.Summary}: {error.SqlState} {error.MessageText}");
            Assert.All(names, name => Assert.Contains(name, error.MessageText, StringComparison.Ordinal));
            Assert.True(before.SequenceEqual(await database.CatalogAsync()), operation.Summary);
        }

        async Task<PostgresException> ErrorAsync(Operation operation)
        {
            try
            {
                await database.ApplyAsync(operation);
            }
            catch (PostgresException refusal)
            {
                return refusal;
            }

            throw new InvalidOperationException($"{operation.Summary} was not refused.");
        }

        Assert.Equal(3L, await database.ScalarAsync<long>("SELECT count(*) FROM users"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_recipe_that_cannot_begin_says_why_and_what_to_do_and_leaves_nothing_behind(int major)
    {
        var unique = new AddUnique(Users, new("uq"), [new("email")]);
        var reference = new AddForeignKey(Users, new("fk"), [new("team_id")], QualifiedName.Parse("teams")) { ReferencedColumns = [new("id")] };
        (Recipe Recipe, string[] Texts)[] refused =
        [
            (new RenameColumnOnline(Nobody, Age, Missing), ["nobody"]),
            (new RenameColumnOnline(Users, Missing, new("other")), ["users", "missing"]),
            (new RenameColumnOnline(Users, Age, new("email")), ["users", "email"]),
            (new ChangeTypeOnline(Users, Missing, new(new("integer"))), ["missing"]),
            (new ChangeTypeOnline(Users, Age, new(new("nothing"))), ["nothing"]),
            (new ChangeTypeOnline(Users, Age, new(new("integer")) { Using = new("age::integer") }), ["integer", "old"]),
            (new RemoveColumnPhased(Users, new("name")), ["users.name", "-Type", "-NotNull"]),
            (new AddRequiredColumn(Users, new(Age, new("text")), new("'x'")), ["users", "age"]),
            (new RequireColumn(Users, Missing, new("'x'")), ["missing"]),
            (new RequireColumn(Users, Age, new("missing || 'x'")), ["missing"]),
            (new AddRequiredColumn(Users, new(Missing, new("text")), new("users.nothing")), ["nothing"]),
            (new AddUniqueDeduplicated(unique with { Columns = [Missing] }, DuplicateValues.Suffix, [new("id")]), ["missing"]),
            (new AddUniqueDeduplicated(unique, DuplicateValues.Suffix, [Missing]), ["missing"]),
            (new AddForeignKeyResolved(reference with { Columns = [Missing] }, BrokenValues.SetNull), ["missing"]),
            (new AddForeignKeyResolved(reference with { ReferencedTable = Nobody }, BrokenValues.SetNull), ["nobody"]),
            (new AddCheckResolved(new AddCheck(Users, new("ck"), new("missing > 0")), Age, BrokenValues.SetNull), ["missing"]),
            (new SetEnumOnline(new(Mood, ["ok"], ["sad", "ok"], []), [EnumColumn.Parse("users.feeling")]), ["'sad'", "users.feeling", "id=2", "-Map"]),
            (new SetEnumOnline(new(Mood, ["ok", "x"], ["ok"], []), [EnumColumn.Parse("users.feeling")]), ["mood", "-From"]),
            (new SetEnumOnline(new(Mood, ["ok"], ["sad", "ok"], [new("sad", "ok")]), [EnumColumn.Parse("users.missing")]), ["missing"]),
        ];
        foreach (var (recipe, texts) in refused)
        {
            using var project = await RecipeProject.CreateAsync(major, Setup, recipe);
            var before = await project.CatalogAsync();
            var error = await ErrorAsync(project, recipe);
            Assert.All(texts, text => Assert.True($"{error.Message} {error.RecommendedAction}".Contains(text, StringComparison.Ordinal), $"{recipe.Summary}: {text} is not in: {error.Message} {error.RecommendedAction}"));
            Assert.Contains("run the command again", error.RecommendedAction, StringComparison.Ordinal);
            Assert.True(before.SequenceEqual(await project.CatalogAsync()), $"{recipe.Summary}\n{string.Join('\n', (await project.CatalogAsync()).Except(before))}");
        }
    }

    private static async Task<SchemaMigrate.Errors.MigrationException> ErrorAsync(RecipeProject project, Recipe recipe)
    {
        try
        {
            await project.UpAsync(1);
        }
        catch (SchemaMigrate.Errors.MigrationException refusal)
        {
            return refusal;
        }

        throw new InvalidOperationException($"{recipe.Summary} was not refused.");
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task What_was_missing_can_be_made_and_the_run_goes_on(int major)
    {
        using var project = await RecipeProject.CreateAsync(major, Setup, new RenameColumnOnline(Nobody, Age, Missing));
        await Assert.ThrowsAsync<StepFailedException>(() => project.UpAsync(1));
        await project.ExecuteAsync("CREATE TABLE nobody (id int PRIMARY KEY, age text); INSERT INTO nobody VALUES (1, 'x');");
        await project.UpAsync(3);
        Assert.Equal("x", await project.ScalarAsync<string>("SELECT missing FROM nobody"));
    }
}
