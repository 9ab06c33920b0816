using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class GraphTests
{
    // users.name becomes full_name: E expands, M migrates and C contracts behind it, while F and G go on.
    private static readonly RevisionGraph Trailing = Sample.Graph("base0", "E base0 expand", "M E migrate", "C M contract", "F E", "G F expand");

    [Fact]
    public void Contracts_trail_so_the_main_line_has_one_head()
    {
        Assert.Equal("C G", Sample.Ids(Trailing.Heads));
        Assert.Equal("G", Sample.Ids(Trailing.MainLineHeads));
        Assert.Equal("base0", Sample.Ids(Trailing.Bases));
        Assert.Equal("M C", Sample.Ids(Trailing.Revisions.Where(Trailing.IsTrailing)));
    }

    [Fact]
    public void A_contract_on_the_way_to_the_main_line_does_not_split_it()
    {
        var graph = Sample.Graph("aaaa", "bbbb aaaa contract", "cccc bbbb", "dddd cccc contract");

        Assert.Equal("cccc", Sample.Ids(graph.MainLineHeads));
        Assert.Equal("dddd", Sample.Ids(graph.Revisions.Where(graph.IsTrailing)));
    }

    [Fact]
    public void Parents_and_required_revisions_come_first_and_file_names_decide_the_rest()
    {
        var graph = Sample.Graph("late !early", "b", "early", "a", "m b,a");

        Assert.Equal("b early late a m", Sample.Ids(graph.Revisions));
    }

    [Fact]
    public void Numbers_in_file_names_are_compared_as_numbers()
    {
        var graph = RevisionGraph.Create(new[] { "10_a.sql", "9_b.sql", "V1_c.sql", "009_d.sql" }
            .Select(name => Revision.Parse(name, Sample.Text(Path.GetFileNameWithoutExtension(name)))));

        Assert.Equal("009_d 9_b 10_a V1_c", Sample.Ids(graph.Revisions));
    }

    [Fact]
    public void Ancestors_and_descendants_follow_parents_and_requires()
    {
        var graph = Sample.Graph("aaaa", "bbbb aaaa", "cccc aaaa", "other", "dddd bbbb,cccc !other", "eeee dddd");
        graph.TryGet("dddd", out var merge);
        graph.TryGet("other", out var other);
        graph.TryGet("bbbb", out var b);

        Assert.Equal("aaaa bbbb cccc other", Sample.Ids(graph.AncestorsOf(merge!)));
        Assert.Equal("dddd eeee", Sample.Ids(graph.DescendantsOf(other!)));
        Assert.Equal("cccc other dddd", Sample.Ids(graph.Between(b, merge!)));
        Assert.Equal("bbbb cccc", Sample.Ids(graph.ChildrenOf(graph.Revisions[0])));
    }

    [Fact]
    public void Labels_are_inherited_and_joined_at_merges()
    {
        var graph = Sample.Graph("aaaa", "bbbb aaaa @billing", "cccc bbbb", "dddd aaaa @audit", "eeee cccc,dddd @all", "ffff aaaa");

        Assert.Equal(["", "billing", "billing", "audit", "all audit billing", ""], graph.Revisions.Select(revision => string.Join(' ', graph.LabelsOf(revision))));
        Assert.Equal(["all", "audit", "billing"], graph.AllLabels());
    }

    [Fact]
    public void Heads_of_the_applied_ones_pass_over_ids_without_a_file()
    {
        Assert.Equal("M F", Sample.Ids(Trailing.HeadsOf(["base0", "E", "M", "F", "gone"])));
        Assert.Equal(["gone"], Trailing.UnknownOf(["base0", "gone"]));
    }

    [Fact]
    public void Circles_are_named_once_each_with_their_files_in_order()
    {
        var error = Assert.Throws<RevisionException>(() => Sample.Graph("a1 c1", "b1 a1", "c1 b1", "x1 y1", "y1 - !x1", "tail c1", "self self"));

        Assert.Equal("RevisionCycle", error.ErrorId);
        Assert.Equal(3, error.Problems.Count);
        Assert.Contains(
            "00000000000001_a1.sql (a1) has the parent 00000000000003_c1.sql (c1) has the parent 00000000000002_b1.sql (b1) has the parent 00000000000001_a1.sql.",
            error.Problems[0].Message,
            StringComparison.Ordinal);
        Assert.Contains("(x1) has the parent 00000000000005_y1.sql (y1) requires 00000000000004_x1.sql", error.Problems[1].Message, StringComparison.Ordinal);
        Assert.Contains("00000000000007_self.sql (revision self) names itself", error.Problems[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_required_revision_is_reported_like_a_missing_parent()
    {
        var error = Assert.Throws<RevisionException>(() => Sample.Graph("aaaa - !zzzz"));

        Assert.Equal("MissingParent", error.ErrorId);
        Assert.Contains("00000000000001_aaaa.sql", error.Message, StringComparison.Ordinal);
        Assert.Contains("required revision 'zzzz'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_held_back_holds_back_its_own_descendants_only()
    {
        var path = Trailing.UpgradePath([], TargetSelector.Heads);
        var split = Trailing.HoldBack(path, revision => revision.Id == "M");

        Assert.Equal("base0 E F G", Sample.Ids(split.Runnable));
        Assert.Equal([("M", "M"), ("C", "M")], split.Held.Select(held => (held.Revision.Id, held.HeldBy.Id)));
    }

    [Fact]
    public void A_revision_that_requires_a_held_one_waits_too()
    {
        var graph = Sample.Graph("aaaa - contract", "bbbb", "cccc bbbb !aaaa", "dddd bbbb");
        var split = graph.HoldBack(graph.Revisions, revision => revision.Id == "aaaa");

        Assert.Equal("bbbb dddd", Sample.Ids(split.Runnable));
    }
}
