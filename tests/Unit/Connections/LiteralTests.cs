using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Connections;

public sealed class LiteralTests
{
    public static TheoryData<string> Texts => new(
        "", "plain", "it's", @"a\b", @"a\'b", @"\", @"\\'; DROP TABLE t; --", "'", "''", "line\nbreak\ttab", "ünï ☃ 😀", "$1 :x @y ?", "/* ", "E'");

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_comes_back_as_it_was_whatever_standard_conforming_strings_is(string text)
    {
        await using var session = await TestSessions.OpenNewAsync();
        foreach (var conforming in new[] { "on", "off" })
        {
            await session.ExecuteAsync($"SET standard_conforming_strings = {conforming}", CancellationToken.None);
            Assert.Equal(text, await session.ScalarAsync<string>($"SELECT {Literal.Of(text)}::text", CancellationToken.None));
        }
    }

    [Fact]
    public async Task Numbers_and_truth_values_come_back_as_they_were()
    {
        await using var session = await TestSessions.OpenNewAsync();
        Assert.Equal(long.MinValue, await session.ScalarAsync<long>($"SELECT {Literal.Of(long.MinValue)}::int8", CancellationToken.None));
        Assert.Equal(3, await session.ScalarAsync<int>($"SELECT 2 -{Literal.Of(-1)}::int4", CancellationToken.None));
        Assert.Equal(-0.10m, await session.ScalarAsync<decimal>($"SELECT {Literal.Of(-0.10m)}", CancellationToken.None));
        foreach (var number in new[] { 0.1, -1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Equal(number, await session.ScalarAsync<double>($"SELECT {Literal.Of(number)}", CancellationToken.None));
        }

        Assert.True(await session.ScalarAsync<bool>($"SELECT {Literal.Of(true)} AND NOT {Literal.Of(false)} AND {Literal.Null} IS NULL", CancellationToken.None));
    }

    [Fact]
    public void What_the_server_cannot_store_is_refused()
    {
        // Halves of surrogate pairs do not survive as attribute arguments.
        foreach (var text in new[] { "a\0b", "a" + (char)0xD83D, (char)0xD83D + "b", (char)0xDE00 + "", "" + (char)0xDE00 + (char)0xD83D })
        {
            Assert.Equal("InvalidLiteral", Assert.Throws<MigrationException>(() => Literal.Of(text)).ErrorId);
        }
    }
}
