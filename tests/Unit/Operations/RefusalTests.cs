using Npgsql;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Operations;

/// <summary>What stops before anything is changed, and what must be committed before it can be used.</summary>
public sealed class RefusalTests
{
    private const string AssertFailure = "P0004";
    private static readonly NameSet Names = NameSet.Awkward;

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Rows_that_break_a_rule_stop_it_before_the_catalog_changes(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup + $"UPDATE {Names.Table} SET {Names.Number} = NULL WHERE {Names.Key} = 7;");
        Operation[] refused =
        [
            new SetColumn(Names.Table, Names.Number) { NotNull = true },
            new AddCheck(Names.Table, Names.Named, new($"{Names.Number} IS NOT NULL AND {Names.Text} <> 'it''s'")),
            new AddPrimaryKey(Names.Table, Names.Named, [Names.Key, Names.Number]),
            new AssertData(new($"SELECT {Names.Key} FROM {Names.Table} WHERE {Names.Number} IS NULL"), AssertionExpectation.NoRows, "it's $assert$ NULL"),
            new AssertData(new($"SELECT count(*) = 0 FROM {Names.Table}"), AssertionExpectation.True, "not empty"),
            new AssertData(new($"SELECT NULL::boolean"), AssertionExpectation.True, "NULL is not true"),
            new AssertData(new($"SELECT true WHERE false"), AssertionExpectation.True, "no row is not true"),
        ];
        var before = await database.CatalogAsync();
        foreach (var operation in refused)
        {
            var error = await Assert.ThrowsAsync<PostgresException>(() => database.ApplyAsync(operation));
            Assert.Equal(AssertFailure, error.SqlState);
            var assertion = operation.Lower(new LoweringContext(major)).OfType<AssertionOperationStep>().First();
            Assert.Equal(assertion.Message, error.MessageText);
            Assert.Equal(before, await database.CatalogAsync());
        }
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_query_in_the_message_about_broken_rules_shows_the_rows(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup + $"UPDATE {Names.Table} SET {Names.Number} = -1 WHERE {Names.Key} < 4;");
        var check = new AddCheck(Names.Table, Names.Named, new($"{Names.Number} >= 0"));
        var error = await Assert.ThrowsAsync<PostgresException>(() => database.ApplyAsync(check));
        var query = error.MessageText[error.MessageText.LastIndexOf("SELECT *", StringComparison.Ordinal)..];
        Assert.Equal(3, await database.ScalarAsync<long>($"SELECT count(*) FROM ({query}) AS q"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_primary_key_over_columns_made_required_before_succeeds(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        await database.ApplyAsync(
            new SetColumn(Names.Table, Names.Number) { NotNull = true }, new AddPrimaryKey(Names.Table, Names.Named, [Names.Key, Names.Number]));
        Assert.Contains(await database.CatalogAsync(), line => line.Contains($"{Names.Named} PRIMARY KEY", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_new_enum_value_can_be_used_by_the_next_operation(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        await database.ApplyAsync(
            new AddColumn(Names.Table, new ColumnDefinition(Names.New, new(Names.Mood.ToString()))),
            new AddEnumValue(Names.Mood, "it's so-so") { Position = new(Before: true, "ok") },
            new AddEnumValue(Names.Mood, "great") { Position = new(Before: false, "ok") },
            new AddEnumValue(Names.Mood, "last"),
            new InvokeSql($"UPDATE {Names.Table} SET {Names.New} = 'it''s so-so'"));
        Assert.Equal(["sad", "it's so-so", "ok", "great", "last"], await database.ScalarAsync<string[]>($"SELECT enum_range(NULL::{Names.Mood})::text[]"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Without_its_own_transaction_a_new_enum_value_could_not_be_used(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        var step = Assert.IsType<SqlOperationStep>(Assert.Single(new AddEnumValue(Names.Mood, "new").Lower(new LoweringContext(major))));
        Assert.True(step is { StartsTransaction: true, EndsTransaction: true });
        var error = await Assert.ThrowsAsync<PostgresException>(
            () => database.ApplyAsync(new InvokeSql($"{step.Sql}; UPDATE {Names.Table} SET {Names.Feeling} = 'new'")));
        Assert.Equal("55P04", error.SqlState);
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_concurrent_build_cannot_run_in_a_transaction_which_is_why_it_never_shares_one(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        var step = (SqlOperationStep)new AddIndex(Names.Table, Names.Named, [new(Names.Key.ToString())]).Lower(new LoweringContext(major))[0];
        var error = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync($"BEGIN; {step.Sql}"));
        Assert.Equal("25001", error.SqlState);
    }

    [Fact]
    public void A_server_that_is_too_old_is_refused_by_name_and_version()
    {
        var operations = new Operation[]
        {
            new AddColumn(Names.Table, new ColumnDefinition(Names.New, new("text")) { Value = new GeneratedValue(new("'x'"), Virtual: true) }),
            new AddIndex(Names.Table, Names.Named, [new("a")]) { Unique = true, NullsNotDistinct = true },
            new AddUnique(Names.Table, Names.Named, [Names.Key]) { NullsNotDistinct = true },
        };
        Assert.All(operations, operation =>
        {
            var error = Assert.Throws<MigrationException>(() => operation.Lower(new LoweringContext(14)));
            Assert.Equal("UnsupportedByServer", error.ErrorId);
            Assert.Contains("PostgreSQL 14", error.Message, StringComparison.Ordinal);
        });
    }
}
