using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class HeaderTests
{
    private const string Full = """
        -- revision: 7c1e4a90b2d3
        -- Owner is the billing team, see https://example.org/wiki
        -- parents:  3f2a9c1d77e0, 19aa
        -- message:  add users.phone_number: part 1
        -- phase:    Expand
        -- labels:   billing core
        -- requires: 77.legacy_1
        -- gate:     backfill(users.full_name), soak(24h), approval, unused("My Table".name)

        -- upgrade
        """;

    [Fact]
    public void Every_key_of_a_header_is_read()
    {
        var revision = Revision.Parse("a.sql", Full);

        Assert.Equal("7c1e4a90b2d3", revision.Id);
        Assert.Equal(["3f2a9c1d77e0", "19aa"], revision.Parents);
        Assert.Equal("add users.phone_number: part 1", revision.Message);
        Assert.Equal(RevisionPhase.Expand, revision.Phase);
        Assert.Equal(["billing", "core"], revision.Labels);
        Assert.Equal(["77.legacy_1"], revision.Requires);
        Assert.Equal(["backfill(users.full_name)", "soak(1d)", "approval", "unused(\"My Table\".name)"], revision.Gates.Select(gate => gate.ToString()));
        Assert.True(revision.IsMerge);
    }

    [Fact]
    public void A_PowerShell_header_reads_the_same_as_a_SQL_one()
    {
        var sql = Revision.Parse("a.sql", Full);
        var script = Revision.Parse("a.ps1", Full.Replace("--", "#", StringComparison.Ordinal));

        Assert.Equal(RevisionFormat.PowerShell, script.Format);
        Assert.Equal(sql.Id, script.Id);
        Assert.Equal(sql.Parents, script.Parents);
        Assert.Equal(sql.Gates, script.Gates);
        Assert.Null(script.Sections);
    }

    [Theory]
    [InlineData("#!/usr/bin/env pwsh\n#Requires -Modules SchemaMigrate\n# revision: abcd\n# message: m\nUpgrade { }")]
    [InlineData("\r\n\r\n# revision: abcd\r\n# message: m\r\nUpgrade { }")]
    [InlineData("  # REVISION : x\n# revision: abcd\n# message: m\n\n# see note: of others\n$x = 1\n# parents: zzzz\n")]
    public void Free_comments_and_other_line_ends_do_not_disturb(string text)
    {
        var revision = Revision.Parse("a.ps1", text);

        Assert.Equal("abcd", revision.Id);
        Assert.Equal("m", revision.Message);
        Assert.Empty(revision.Parents);
        Assert.Empty(revision.Requires);
    }

    [Fact]
    public void The_header_ends_at_a_section_marker_that_follows_directly()
    {
        var revision = Revision.Parse("a.sql", "-- revision: abcd\n-- message: m\n-- downgrade: irreversible because of reasons\n-- upgrade\n-- parents: zzzz\n");

        Assert.Empty(revision.Parents);
    }

    [Theory]
    [InlineData("-- revision: abcd\n-- message: m\n-- parent: ffff\n", 3, "'parent' is not a key", "Did you mean 'parents'?")]
    [InlineData("-- revision: abcd\n-- message: m\n-- Note: careful\n", 3, "'Note' is not a key", "below a blank line")]
    [InlineData("-- revision: abcd\n-- message: m\n-- message: n\n", 3, "'message' is already on line 2", "")]
    [InlineData("-- revision: abcd\n-- parents:\n", 1, "no 'message:' line", "")]
    [InlineData("\n-- message: m\n", 2, "no 'revision:' line", "")]
    [InlineData("-- revision: abcd\n-- message:   \n", 2, "message is empty", "")]
    [InlineData("-- revision:\n-- message: m\n", 1, "revision id is empty", "")]
    [InlineData("-- revision: ab-cd\n-- message: m\n", 1, "'ab-cd' cannot be a revision id", "letters, digits")]
    [InlineData("-- revision: HEAD\n-- message: m\n", 1, "'HEAD' cannot be a revision id", "selectors")]
    [InlineData("-- revision: abcd\n-- message: m\n-- parents: aaaa, base\n", 3, "'base' cannot be", "selectors")]
    [InlineData("-- revision: abcd\n-- message: m\n-- parents: aaaa aaaa\n", 3, "'aaaa' stands twice", "")]
    [InlineData("-- revision: abcd\n-- message: m\n-- labels: a@b\n", 3, "'a@b' cannot be a label", "")]
    [InlineData("-- revision: abcd\n-- message: m\n-- phase: contrat\n", 3, "'contrat' is not a phase", "Did you mean 'contract'?")]
    [InlineData("-- revision: abcd\n-- message: m\n-- phase:\n", 3, "'' is not a phase", "")]
    [InlineData("-- revision: abcd\n-- message: m\n-- gate: soak(24)\n", 3, "soak(24)", "24h")]
    [InlineData("-- revision: abcd\n-- message: m\n-- gate: aproval\n", 3, "no gate 'aproval'", "Did you mean 'approval'?")]
    [InlineData("-- revision: abcd\n-- message: m\n-- phase contract\n", 3, "without its colon", "'phase: contract'")]
    [InlineData("-- revision: abcd\n-- message: m\n\n-- phase: contract\n", 4, "after the end of the header", "blank line")]
    public void A_flawed_header_is_an_error_that_names_file_and_line(string text, int line, string what, string hint)
    {
        var error = Assert.Throws<RevisionException>(() => Revision.Parse("20260101000000_x.sql", text));

        Assert.Equal("RevisionHeaderInvalid", error.ErrorId);
        Assert.Equal(line, error.Line);
        Assert.StartsWith($"20260101000000_x.sql, line {line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_flaws_of_a_header_are_reported_together()
    {
        var error = Assert.Throws<RevisionException>(() => Revision.Parse("a.sql", "-- revision: a b\n-- phase: x\n-- gate: y, soak(1h), z\n"));

        Assert.Equal([1, 2, 3, 3, 1], error.Problems.Select(problem => problem.Line!.Value));
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllBytes(Path.Combine(directory.Path, "20260101000000_a.sql"), [0x2d, 0x2d, 0xff, 0xfe]);
        File.WriteAllBytes(Path.Combine(directory.Path, "20260101000000_b.sql"), System.Text.Encoding.Unicode.GetPreamble());
        File.WriteAllBytes(Path.Combine(directory.Path, "20260101000000_c.sql"), [0x2d, 0x00]);

        var error = Assert.Throws<RevisionException>(() => RevisionDirectory.LoadAsync(directory.Path).GetAwaiter().GetResult());

        Assert.Equal("RevisionFileUnreadable", error.ErrorId);
        Assert.Equal(["a.sql is not valid UTF-8.", "b.sql is UTF-16; it must be UTF-8."], error.Problems.Take(2).Select(problem => problem.Message[15..]));
        Assert.Contains("NUL", error.Problems[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_raw_checksum_is_over_the_bytes_as_they_are()
    {
        const string text = "-- revision: abcd\n-- message: m\n";
        var plain = Revision.Parse("a.sql", text);
        var expected = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

        Assert.Equal("sha256:" + expected.ToLowerInvariant(), plain.RawChecksum);
        Assert.NotEqual(plain.RawChecksum, Revision.Parse("a.sql", text.Replace("\n", "\r\n", StringComparison.Ordinal)).RawChecksum);

        var withMark = Revision.Parse("a.sql", '\uFEFF' + text);
        Assert.NotEqual(plain.RawChecksum, withMark.RawChecksum);
        Assert.Equal(text, withMark.Text);
        Assert.Equal("abcd", withMark.Id);
    }
}
