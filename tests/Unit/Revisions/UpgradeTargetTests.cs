using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class UpgradeTargetTests
{
    // a0 ─ b0 ─ c0 ─ d0 (main line), x0 and y0 trail behind b0, and the branch billing grows from a0: l0 ─ m0.
    private static readonly RevisionGraph Graph = Sample.Graph(
        "aaaa0 -", "bbbb0 aaaa0 expand", "bbbb1x bbbb0 migrate", "bbbb1y bbbb1x contract", "cccc0 bbbb0", "dddd0 cccc0", "llll0 aaaa0 @billing", "mmmm0 llll0");

    [Theory]
    [InlineData("", "heads", "aaaa0 bbbb0 bbbb1x bbbb1y cccc0 dddd0 llll0 mmmm0")]
    [InlineData("aaaa0 bbbb0 cccc0", "heads", "bbbb1x bbbb1y dddd0 llll0 mmmm0")]
    [InlineData("", "dddd0", "aaaa0 bbbb0 cccc0 dddd0")]
    [InlineData("", "dddd", "aaaa0 bbbb0 cccc0 dddd0")]
    [InlineData("aaaa0", "dddd0-1", "bbbb0 cccc0")]
    [InlineData("aaaa0", "bbbb0+1", "bbbb0 cccc0")]
    [InlineData("aaaa0", "bbbb1x+1", "bbbb0 bbbb1x bbbb1y")]
    [InlineData("", "billing@head", "aaaa0 llll0 mmmm0")]
    [InlineData("", "billing@+1", "aaaa0 llll0")]
    [InlineData("aaaa0 llll0", "billing@+1", "mmmm0")]
    [InlineData("aaaa0", "billing@llll0", "llll0")]
    [InlineData("", "+1", "aaaa0")]
    [InlineData("", "base+1", "aaaa0")]
    [InlineData("aaaa0 llll0 mmmm0", "+1", "bbbb0")]
    [InlineData("aaaa0 llll0 mmmm0", "+3", "bbbb0 cccc0 dddd0")]
    [InlineData("aaaa0 llll0 mmmm0", "+5", "bbbb0 bbbb1x bbbb1y cccc0 dddd0")]
    [InlineData("aaaa0 llll0 mmmm0 bbbb0 bbbb1x", "+1", "cccc0")]
    [InlineData("aaaa0 bbbb0 cccc0", "bbbb0", "")]
    [InlineData("aaaa0 bbbb0 llll0", "current", "")]
    [InlineData("aaaa0 gone", "bbbb0", "bbbb0")]
    [InlineData("aaaa0", "current+1", null)]
    public void A_target_gives_its_pending_revisions_in_order(string applied, string target, string? path)
    {
        if (path is null)
        {
            Assert.Throws<TargetException>(() => Up(applied, target));
        }
        else
        {
            Assert.Equal(path, Sample.Ids(Up(applied, target)));
        }
    }

    [Theory]
    [InlineData("", "head", "MultipleHeads", "dddd0 mmmm0")]
    [InlineData("", "head-1", "MultipleHeads", "dddd0 mmmm0")]
    [InlineData("aaaa0", "+1", "AmbiguousRevision", "bbbb0 llll0")]
    [InlineData("", "+2", "AmbiguousRevision", "bbbb0 llll0")]
    [InlineData("", "aaaa0+1", "AmbiguousRevision", "bbbb0 llll0")]
    [InlineData("", "bbbb1", "AmbiguousRevision", "bbbb1x bbbb1y")]
    [InlineData("", "ddd", "AmbiguousRevision", "dddd0")]
    [InlineData("", "zzz", "UnknownRevision", "")]
    [InlineData("", "dddd1", "UnknownRevision", "")]
    [InlineData("", "DDDD0", "UnknownRevision", "")]
    [InlineData("", "billing", "UnknownRevision", "")]
    [InlineData("", "biling@head", "UnknownRevision", "")]
    [InlineData("", "billing@dddd0", "InvalidTarget", "")]
    [InlineData("", "billing@+3", "TargetOvershoot", "")]
    [InlineData("", "dddd0+1", "TargetOvershoot", "")]
    [InlineData("", "dddd0-5", "TargetOvershoot", "")]
    [InlineData("aaaa0 bbbb0 cccc0 dddd0 llll0 mmmm0", "+3", "TargetOvershoot", "")]
    [InlineData("", "-1", "InvalidTarget", "")]
    [InlineData("", "base", "InvalidTarget", "")]
    [InlineData("aaaa0 bbbb0 llll0", "current+1", "AmbiguousRevision", "cccc0 mmmm0")]
    public void An_ambiguous_or_overshooting_target_is_an_error_with_its_candidates(string applied, string target, string errorId, string candidates)
    {
        var error = Assert.Throws<TargetException>(() => Up(applied, target));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(candidates, Sample.Ids(error.Candidates));
        Assert.Contains($"'{target}'", error.Message, StringComparison.Ordinal);
        Assert.All(error.Candidates, candidate => Assert.Contains($"{candidate.Id}  {candidate.Message}", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_names_come_with_the_nearest_ones()
    {
        Assert.Contains("Did you mean 'dddd0'?", Assert.Throws<TargetException>(() => Up("", "dddd1")).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'billing'?", Assert.Throws<TargetException>(() => Up("", "biling@head")).Message, StringComparison.Ordinal);
        Assert.Contains("billing@head", Assert.Throws<TargetException>(() => Up("", "billing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Head_is_the_main_lines_even_while_contracts_trail()
    {
        var graph = Sample.Graph("aaaa", "bbbb aaaa contract", "cccc aaaa");

        Assert.Equal("aaaa cccc", Sample.Ids(graph.UpgradePath([], TargetSelector.Head)));
        Assert.Equal("cccc", graph.Resolve(TargetSelector.Head, []).Id);
    }

    [Fact]
    public void A_whole_id_wins_over_a_longer_one_that_begins_with_it_and_may_be_short()
    {
        var graph = Sample.Graph("1", "12345 1", "1234 12345");

        Assert.Equal("1", Sample.Ids(graph.UpgradePath([], TargetSelector.Parse("1"))));
        Assert.Equal("1 12345 1234", Sample.Ids(graph.UpgradePath([], TargetSelector.Parse("1234"))));
    }

    [Fact]
    public void Required_revisions_come_along_and_count()
    {
        var graph = Sample.Graph("aaaa", "bbbb !cccc", "cccc");

        Assert.Equal("cccc bbbb", Sample.Ids(graph.UpgradePath([], TargetSelector.Parse("bbbb"))));
        Assert.Equal("cccc bbbb", Sample.Ids(graph.UpgradePath(["aaaa"], TargetSelector.Parse("+2"))));
    }

    [Theory]
    [InlineData("base", "")]
    [InlineData("heads", "bbbb1y dddd0 mmmm0")]
    [InlineData("current", "bbbb0 llll0")]
    [InlineData("billing@heads", "mmmm0")]
    [InlineData("bbbb0-1", "aaaa0")]
    [InlineData("aaaa0-1", "")]
    public void A_selector_names_a_state_by_its_topmost_revisions(string selector, string heads) =>
        Assert.Equal(heads, Sample.Ids(Graph.ResolveState(TargetSelector.Parse(selector), ["aaaa0", "bbbb0", "llll0"])));

    [Theory]
    [InlineData("base:dddd0", false, "", "aaaa0 bbbb0 cccc0 dddd0")]
    [InlineData("bbbb0:dddd0", false, "aaaa0 bbbb0", "cccc0 dddd0")]
    [InlineData("bbbb0:heads", false, "aaaa0 bbbb0", "bbbb1x bbbb1y cccc0 dddd0 llll0 mmmm0")]
    [InlineData("bbbb1y:billing@head", false, "aaaa0 bbbb0 bbbb1x bbbb1y", "llll0 mmmm0")]
    [InlineData("llll0:billing@+1", false, "aaaa0 llll0", "mmmm0")]
    [InlineData("dddd0:bbbb0", true, "aaaa0 bbbb0 cccc0 dddd0", "dddd0 cccc0")]
    [InlineData("dddd0:base", true, "aaaa0 bbbb0 cccc0 dddd0", "dddd0 cccc0 bbbb0 aaaa0")]
    [InlineData("dddd0:-2", true, "aaaa0 bbbb0 cccc0 dddd0", "dddd0 cccc0")]
    [InlineData("dddd0:dddd0", false, "aaaa0 bbbb0 cccc0 dddd0", "")]
    [InlineData("aaaa0:current", false, "aaaa0", "bbbb0")]
    public void Ranges_go_either_way(string range, bool isDowngrade, string before, string path)
    {
        var resolved = Graph.Resolve(TargetRange.Parse(range), ["aaaa0", "bbbb0"]);

        Assert.Equal(isDowngrade, resolved.IsDowngrade);
        Assert.Equal(before, Sample.Ids(resolved.AppliedBefore));
        Assert.Equal(path, Sample.Ids(resolved.Path));
    }

    [Theory]
    [InlineData("cccc0:llll0")]
    [InlineData("-1:heads")]
    public void A_range_without_direction_is_an_error(string range) =>
        Assert.Equal("InvalidTarget", Assert.Throws<TargetException>(() => Graph.Resolve(TargetRange.Parse(range), [])).ErrorId);

    private static IReadOnlyList<Revision> Up(string applied, string target) =>
        Graph.UpgradePath(applied.Split(' ', StringSplitOptions.RemoveEmptyEntries), TargetSelector.Parse(target));
}
