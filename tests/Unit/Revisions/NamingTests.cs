using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class NamingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 13, 59, 58, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("add users.phone_number", "add_users_phone_number")]
    [InlineData("  Straße: Ä-Z  (é) ", "strasse_ae_z_e")]
    [InlineData("数据", "revision")]
    [InlineData("../../etc/passwd", "etc_passwd")]
    [InlineData("!!!", "revision")]
    public void A_slug_is_plain_ASCII(string message, string slug) => Assert.Equal(slug, RevisionFileName.Slug(message));

    [Fact]
    public void A_slug_is_never_long_and_never_ends_with_an_underscore()
    {
        Assert.Equal(60, RevisionFileName.Slug(new string('ä', 100)).Length);
        Assert.Equal(new string('x', 59), RevisionFileName.Slug(new string('x', 59) + " yyyy"));
    }

    [Fact]
    public void A_name_has_the_time_in_UTC() =>
        Assert.Equal("20260301115958_add_x.ps1", RevisionFileName.Create("Add x", RevisionFormat.PowerShell, Noon, []));

    [Fact]
    public void A_name_takes_the_next_free_second()
    {
        string[] existing = ["20260301115958_other.sql", "20260301115959_add_x.ps1", "short"];

        Assert.Equal("20260301120000_add_x.sql", RevisionFileName.Create("Add x", RevisionFormat.Sql, Noon, existing));
    }

    [Theory]
    [InlineData("20260301115958_x.sql", true)]
    [InlineData("20260301115958_.PS1", true)]
    [InlineData("2026030111595_x.sql", false)]
    [InlineData("20260301115958x.sql", false)]
    [InlineData("20260301115958_x.txt", false)]
    [InlineData("seed.sql", false)]
    public void Names_of_revisions_are_recognised(string name, bool expected) => Assert.Equal(expected, RevisionFileName.IsRevisionName(name));

    [Fact]
    public void Ids_are_twelve_hex_digits()
    {
        var id = new RevisionIdGenerator().Next([]);

        Assert.Matches("^[0-9a-f]{12}$", id);
        Assert.True(RevisionId.IsValid(id));
    }

    [Fact]
    public void An_id_differs_from_existing_ones_in_its_first_characters()
    {
        var generator = new RevisionIdGenerator(new FixedRandom("AABBCCDDEEFF", "AABB00000000", "AABC00000000"));

        Assert.Equal("aabc00000000", generator.Next(["aabbccddeeff"]));
    }

    [Fact]
    public void When_beginnings_run_out_the_whole_id_is_still_new()
    {
        var generator = new RevisionIdGenerator(new FixedRandom("AABB00000000"));

        Assert.Equal("aabb00000000", generator.Next(["aabbccddeeff"]));
        Assert.Throws<InvalidOperationException>(() => generator.Next(["AABB00000000"]));
    }
}
