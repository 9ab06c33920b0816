using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class SectionTests
{
    private const string Header = "-- revision: abcd\n-- message: m\n\n";

    [Fact]
    public void Sections_carry_their_text_and_where_it_begins()
    {
        var revision = Revision.Parse("a.sql", Header + "-- upgrade\nSELECT 1;\n\n-- verify\nSELECT true;\n-- downgrade\r\nSELECT 2;\r\n--verify  \nSELECT false;");
        var sections = revision.Sections!;

        Assert.Equal(new SqlSection("SELECT 1;\n\n", 5, Header.Length + 11), sections.Upgrade);
        Assert.Equal("SELECT 2;\r\n", sections.Downgrade!.Text);
        Assert.Equal(10, sections.Downgrade.StartLine);
        Assert.Null(sections.IrreversibleReason);
        Assert.Equal([("SELECT true;\n", 8), ("SELECT false;", 12)], sections.Verify.Select(verify => (verify.Text, verify.StartLine)));
        foreach (var section in sections.Verify.Append(sections.Upgrade).Append(sections.Downgrade))
        {
            Assert.Equal(section.Text, revision.Text.Substring(section.StartOffset, section.Text.Length));
        }
    }

    [Theory]
    [InlineData("$$\n-- downgrade\n$$")]
    [InlineData("$body$ $$ $bod$\n-- downgrade\n$$ $body$")]
    [InlineData("$größe$\n-- downgrade\n$größe$")]
    [InlineData("'\n-- downgrade\n'")]
    [InlineData("'it''s\n-- downgrade\n'")]
    [InlineData("'a\\'||E'\\'\n-- downgrade\n'")]
    [InlineData("e'\\\\\\'\n-- downgrade\n'")]
    [InlineData("E'a'\n  'b\\'\n-- downgrade\n'")]
    [InlineData("E'a' -- remark\n/**/ 'b'")]
    [InlineData("E'a'\n-- remark\n 'b\\'\n-- downgrade\n'")]
    [InlineData("\"a\n-- downgrade\n\"")]
    [InlineData("\"a\"\"\n-- downgrade\n\"")]
    [InlineData("/* /* */\n-- downgrade\n*/ 1")]
    [InlineData("/*\n-- downgrade\n-- ' $$\n*/ 1")]
    [InlineData("a$$b + 1")]
    [InlineData("$1 + $2")]
    [InlineData("U&'\\0061'")]
    [InlineData("1 -- it's $$ not open\n")]
    [InlineData("1 /* it's $$ not open */")]
    [InlineData("name_e'\n-- downgrade\n\\'")]
    public void Markers_within_quotes_and_comments_are_left_alone(string expression)
    {
        var sections = Revision.Parse("a.sql", Header + $"-- upgrade\nSELECT {expression};\n-- downgrade\nDROP TABLE x;\n").Sections!;

        Assert.Equal($"SELECT {expression};\n", sections.Upgrade.Text);
        Assert.Equal("DROP TABLE x;\n", sections.Downgrade!.Text);
    }

    [Fact]
    public void Irreversible_is_said_with_its_reason()
    {
        var sections = Revision.Parse("a.sql", Header + "-- upgrade\nSELECT 1;\n-- downgrade: irreversible because the old values are gone.\n\n-- just a remark\n").Sections!;

        Assert.Null(sections.Downgrade);
        Assert.Equal("the old values are gone.", sections.IrreversibleReason);
    }

    [Fact]
    public void A_file_that_says_nothing_about_the_downgrade_has_neither_text_nor_reason()
    {
        var sections = Revision.Parse("a.sql", Header + "-- upgrade").Sections!;

        Assert.Equal("", sections.Upgrade.Text);
        Assert.Null(sections.Downgrade);
        Assert.Null(sections.IrreversibleReason);
    }

    [Theory]
    [InlineData("SELECT 1;\n", 4, "before the first section marker")]
    [InlineData("-- only remarks\n", 1, "no '-- upgrade' section")]
    [InlineData("-- downgrade\nSELECT 1;\n", 1, "no '-- upgrade' section")]
    [InlineData("-- upgrade\n-- upgrade\n", 5, "a second '-- upgrade' section")]
    [InlineData("-- upgrade\n-- downgrade\n-- downgrade\n", 6, "a second '-- downgrade' section")]
    [InlineData("-- upgrade\n-- downgrade: irreversible because x\n-- downgrade\n", 6, "a second '-- downgrade' section")]
    [InlineData("-- upgrade\n-- downgrade: irreversible because x\nSELECT 1;\n", 5, "below 'irreversible'")]
    [InlineData("-- upgrade\n-- downgrade: irreversible\n", 5, "needs its reason")]
    [InlineData("-- upgrade\n-- downgrade: irreversible because …\n", 5, "needs its reason")]
    [InlineData("-- upgrade\n-- downgrade: none\n", 5, "only 'irreversible because …'")]
    [InlineData("-- upgrade: fast\n", 4, "takes nothing after its name")]
    [InlineData("-- upgrade\nSELECT 1;\n  -- downgrade\nSELECT 2;\n", 6, "must begin at the start of its line")]
    [InlineData("-- upgrade\n-- downgrad\n", 5, "close to the marker '-- downgrade'")]
    [InlineData("-- upgrade\n-- down\n", 5, "is not a marker")]
    [InlineData("-- upgrade\nSELECT 'a;\n-- downgrade\n", 5, "the string that begins here is never closed")]
    [InlineData("-- upgrade\nSELECT 1;\nSELECT $f$;\n-- downgrade\n", 6, "the dollar quote $f$ that begins here is never closed")]
    [InlineData("-- upgrade\n/* /* */\n-- downgrade\n", 5, "the block comment that begins here is never closed")]
    [InlineData("-- upgrade\nSELECT \"a;\n", 5, "the quoted name that begins here is never closed")]
    public void A_body_that_cannot_be_cut_safely_is_an_error_with_its_line(string body, int line, string what)
    {
        var error = Assert.Throws<RevisionException>(() => Revision.Parse("a.sql", Header + body).Sections);

        Assert.Equal("RevisionBodyInvalid", error.ErrorId);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Problems.First(problem => problem.Message.Contains(what, StringComparison.Ordinal)).Line);
    }

    [Fact]
    public void A_remark_behind_code_is_never_a_marker()
    {
        var sections = Revision.Parse("a.sql", Header + "-- upgrade\nSELECT 1; -- downgrade\nSELECT 2;\n").Sections!;

        Assert.Equal("SELECT 1; -- downgrade\nSELECT 2;\n", sections.Upgrade.Text);
    }
}
