using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

public sealed class SemanticChecksumTests
{
    [Theory]
    [InlineData("select 1", "SELECT\n  1 ;")]
    [InlineData("create table Foo (id int)", "/* x */ CREATE TABLE foo(id INT) -- end")]
    [InlineData("select a.b", "select a . b")]
    [InlineData("select 'a'\n'b'", "select 'a'   \n\n  'b'")]
    [InlineData("select 'ab'", "select 'a'\n'b'")]
    [InlineData("select E'a\\'b'", "select e'a\\'b'")]
    [InlineData("select 1; select 2", ";select 1;;\r\nselect 2;")]
    [InlineData("select x'1F'", "select X'1F'")]
    public void Layout_makes_no_difference(string one, string other) => Assert.Equal(SemanticChecksum.Compute(one), SemanticChecksum.Compute(other));

    [Theory]
    [InlineData("select 1", "select 2")]
    [InlineData("select 'a b'", "select 'a  b'")]
    [InlineData("select 'A'", "select 'a'")]
    [InlineData("select \"Foo\"", "select \"foo\"")]
    [InlineData("select \"Foo\"", "select foo")]
    [InlineData("select $$a -- b$$", "select $$a$$")]
    [InlineData("select $$'a$$", "select $$'A$$")]
    [InlineData("select $$begin\n x$$", "select $$begin x$$")]
    [InlineData("select 1; select 2", "select 1 select 2")]
    [InlineData("select a < = b", "select a <= b")]
    [InlineData("select ab", "select a b")]
    [InlineData("select 'it''s'", "select 'its'")]
    [InlineData("select Ä", "select ä")]
    public void Meaning_does(string one, string other) => Assert.NotEqual(SemanticChecksum.Compute(one), SemanticChecksum.Compute(other));

    [Fact]
    public void The_form_is_fixed()
    {
        // Stored in databases: this value must never change.
        Assert.Equal("v1:b6b967ac0438a091", SemanticChecksum.Compute("select 1")[..19]);
        Assert.Matches("^v1:[0-9a-f]{64}$", SemanticChecksum.Compute(""));
    }

    [Fact]
    public void A_large_script_has_the_checksum_of_its_tokens_wherever_it_is_cut()
    {
        var wide = string.Concat(Enumerable.Repeat("insert into t values (1, 'ä;') ;\n", 20_000));
        var narrow = string.Concat(Enumerable.Repeat("INSERT INTO t VALUES(1,'ä;');", 20_000));

        Assert.Equal(SemanticChecksum.Compute(narrow), SemanticChecksum.Compute(wide));
        Assert.NotEqual(SemanticChecksum.Compute(narrow), SemanticChecksum.Compute(wide + "select 1"));
    }

    [Fact]
    public void What_cannot_be_scanned_is_an_error_with_its_place() =>
        Assert.Equal((2, 8), Assert.Throws<SqlSyntaxException>(() => SemanticChecksum.Compute("select 1;\nselect 'a")) is var error ? (error.Line, error.Column) : default);
}
