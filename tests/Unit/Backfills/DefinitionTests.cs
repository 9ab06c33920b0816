using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>What the parser makes of a definition.</summary>
public sealed class DefinitionTests
{
    [Theory]
    [InlineData("first_name || last_name", true)]
    [InlineData("lower(u.first_name)", true)]
    [InlineData("a * 2", false)]
    [InlineData("u.a", false)]
    [InlineData("to_jsonb(u)", false)]
    [InlineData("to_jsonb(u.*)", false)]
    [InlineData("(SELECT max(x) FROM other)", false)]
    [InlineData("'a'", true)]
    public void Only_what_reads_nothing_that_it_sets_may_be_done_twice(string expression, bool converges) =>
        Assert.Equal(converges, Read(new() { Name = "n", Table = "u", Set = [new("a", expression)] }).Converges);

    [Theory]
    [InlineData("1), b = (2", null)]
    [InlineData("1) WHERE (true", null)]
    [InlineData("1", "true) RETURNING (1")]
    [InlineData("1", "true); DROP TABLE u; SELECT (1")]
    [InlineData("1 --", null)]
    [InlineData("$1", null)]
    [InlineData("", null)]
    [InlineData("1", "")]
    public void More_or_less_than_one_piece_of_SQL_is_refused(string expression, string? where)
    {
        var definition = new BackfillDefinition { Name = "n", Table = "u", Set = [new("a", expression)], Where = where };
        if (expression == "1 --")
        {
            // A comment ends with its line; what follows stands on the next one.
            Assert.True(Read(definition).Converges);
            return;
        }

        Assert.Equal("InvalidBackfill", Assert.Throws<MigrationException>(() => Read(definition)).ErrorId);
    }

    [Theory]
    [InlineData("UPDATE t SET a = 1 WHERE {range}", true)]
    [InlineData("DELETE FROM t WHERE {range} AND old", true)]
    [InlineData("INSERT INTO p SELECT id FROM t WHERE {range};", true)]
    [InlineData("WITH s AS (SELECT 1) UPDATE t SET a = 1 WHERE {range}", true)]
    [InlineData("UPDATE t SET a = 1", false)]
    [InlineData("SELECT 1 FROM t WHERE {range}", false)]
    [InlineData("UPDATE t SET a = 1 WHERE {range} RETURNING a", false)]
    [InlineData("WITH s AS (DELETE FROM x RETURNING 1) UPDATE t SET a = 1 WHERE {range}", false)]
    [InlineData("UPDATE t SET a = 1 WHERE {range}; DROP TABLE t", false)]
    public void A_statement_of_the_authors_own_is_one_change_over_a_range(string sql, bool allowed)
    {
        var definition = new BackfillDefinition { Name = "n", Table = "t", Sql = sql };
        if (allowed)
        {
            Assert.Equal(2, Read(definition).SqlParts.Count);
        }
        else
        {
            Assert.Equal("InvalidBackfill", Assert.Throws<MigrationException>(() => Read(definition)).ErrorId);
        }
    }

    [Fact]
    public void Is_the_same_after_the_journal_and_has_the_same_hash_under_another_name()
    {
        var definition = new BackfillDefinition { Name = "n", Table = "\"T x\"", Set = [new("a", "'ü' || \"b\"")], Where = "x <> 'y'", Key = ["id"] };
        Assert.Equal(definition.ToJson(), BackfillDefinition.FromJson(definition.ToJson()).ToJson());
        Assert.Equal(definition.Hash(), (definition with { Name = "other" }).Hash());
        Assert.NotEqual(definition.Hash(), (definition with { Where = null }).Hash());
        var options = new BackfillOptions { Window = TimeWindow.Parse("22:00-06:00"), OnError = ErrorPolicy.Skip, MaxRate = 5, Limits = new() { MaxReplicaLag = null, Standbys = ["a"] } };
        Assert.Equal(options.ToJson(), BackfillOptions.FromJson(options.ToJson()).ToJson());
        Assert.Null(BackfillOptions.FromJson(options.ToJson()).Limits.MaxReplicaLag);
    }

    private static DefinitionShape Read(BackfillDefinition definition) => DefinitionReader.Read(definition, CancellationToken.None);
}
