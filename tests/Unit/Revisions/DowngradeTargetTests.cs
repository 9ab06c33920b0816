using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class DowngradeTargetTests
{
    // aaaa ─ eeee ─ ffff ─ gggg, cont trails behind eeee, side grows from aaaa, need requires ffff.
    private static readonly RevisionGraph Graph = Sample.Graph(
        "aaaa", "eeee aaaa expand", "cont eeee contract", "ffff eeee", "gggg ffff", "side aaaa @billing", "need side !ffff");

    [Theory]
    [InlineData("aaaa eeee ffff", "-1", "ffff")]
    [InlineData("aaaa eeee ffff", "-3", "ffff eeee aaaa")]
    [InlineData("aaaa eeee cont", "-1", "cont")]
    [InlineData("aaaa eeee ffff", "current-2", "ffff eeee")]
    [InlineData("aaaa eeee cont ffff", "ffff-1", "ffff")]
    [InlineData("aaaa eeee cont ffff", "cont-1", "cont")]
    [InlineData("aaaa eeee cont ffff", "eeee", "ffff cont")]
    [InlineData("aaaa eeee cont ffff side", "aaaa", "side ffff cont eeee")]
    [InlineData("aaaa eeee ffff side need", "billing@-1", "need")]
    [InlineData("aaaa eeee ffff side", "billing@base", "side")]
    [InlineData("aaaa eeee ffff gggg side need", "base", "need side gggg ffff eeee aaaa")]
    [InlineData("aaaa eeee ffff gggg side need", "ffff", "gggg")]
    [InlineData("aaaa eeee ffff", "aaaa+1", null)]
    [InlineData("aaaa eeee ffff", "gggg-1", null)]
    [InlineData("aaaa eeee", "current", "")]
    [InlineData("", "base", "")]
    public void A_target_gives_the_revisions_to_undo_in_order(string applied, string target, string? path)
    {
        if (path is null)
        {
            Assert.Throws<TargetException>(() => Down(applied, target));
        }
        else
        {
            Assert.Equal(path, Sample.Ids(Down(applied, target)));
        }
    }

    [Theory]
    [InlineData("aaaa eeee cont ffff", "-1", "AmbiguousRevision", "cont ffff")]
    [InlineData("aaaa eeee cont ffff", "ffff-2", "DependentRevisionsApplied", "cont")]
    [InlineData("aaaa eeee ffff gggg", "eeee-1", "DependentRevisionsApplied", "ffff gggg")]
    [InlineData("aaaa eeee ffff gggg side need", "eeee", "DependentRevisionsApplied", "need")]
    [InlineData("aaaa eeee ffff", "-4", "TargetOvershoot", "")]
    [InlineData("aaaa eeee ffff", "ffff-4", "TargetOvershoot", "")]
    [InlineData("", "-1", "TargetOvershoot", "")]
    [InlineData("aaaa eeee", "ffff", "InvalidTarget", "")]
    [InlineData("aaaa eeee", "ffff-1", "InvalidTarget", "")]
    [InlineData("aaaa eeee", "+1", "InvalidTarget", "")]
    [InlineData("aaaa eeee", "head", "InvalidTarget", "")]
    [InlineData("aaaa eeee", "heads", "InvalidTarget", "")]
    [InlineData("aaaa eeee gone", "-1", "UnknownRevision", "")]
    [InlineData("aaaa eeee", "zzzz", "UnknownRevision", "")]
    public void A_downgrade_that_would_surprise_is_refused(string applied, string target, string errorId, string candidates)
    {
        var error = Assert.Throws<TargetException>(() => Down(applied, target));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(candidates, Sample.Ids(error.Candidates));
    }

    [Theory]
    [InlineData("aaaa eeee cont ffff", "ffff-2", "ffff cont eeee")]
    [InlineData("aaaa eeee ffff gggg side need", "eeee", "need gggg ffff")]
    public void Dependents_are_undone_first_when_asked_for(string applied, string target, string path) =>
        Assert.Equal(path, Sample.Ids(Down(applied, target, includeDependents: true)));

    [Fact]
    public void Undoing_a_merge_leaves_both_branches_and_counting_on_is_ambiguous()
    {
        var graph = Sample.Graph("aaaa", "bbbb aaaa", "cccc aaaa", "dddd bbbb,cccc");
        string[] applied = ["aaaa", "bbbb", "cccc", "dddd"];

        Assert.Equal("dddd", Sample.Ids(graph.DowngradePath(applied, TargetSelector.Parse("-1"))));
        Assert.Equal("dddd", Sample.Ids(graph.DowngradePath(applied, TargetSelector.Parse("bbbb"))));
        foreach (var target in new[] { "-2", "dddd-2" })
        {
            var error = Assert.Throws<TargetException>(() => graph.DowngradePath(applied, TargetSelector.Parse(target)));
            Assert.Equal("AmbiguousRevision", error.ErrorId);
            Assert.Equal("bbbb cccc", Sample.Ids(error.Candidates));
        }
    }

    private static IReadOnlyList<Revision> Down(string applied, string target, bool includeDependents = false) =>
        Graph.DowngradePath(applied.Split(' ', StringSplitOptions.RemoveEmptyEntries), TargetSelector.Parse(target), includeDependents);
}
