using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class GraphPropertyTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_order_is_topological_and_does_not_depend_on_the_input_order(int seed)
    {
        var (revisions, random) = RandomRevisions(seed);
        var graph = RevisionGraph.Create(revisions);
        var shuffled = revisions.ToArray();
        random.Shuffle(shuffled);

        Assert.Equal(Sample.Ids(graph.Revisions), Sample.Ids(RevisionGraph.Create(shuffled).Revisions));
        AssertTopological(graph.Revisions, []);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_upgrade_leads_to_the_closure_of_its_target_and_nothing_more(int seed)
    {
        var (revisions, random) = RandomRevisions(seed);
        var graph = RevisionGraph.Create(revisions);
        var applied = RandomState(graph, random);
        var target = graph.Revisions[random.Next(graph.Revisions.Count)];
        var path = graph.UpgradePath(applied, TargetSelector.Parse(target.Id));

        AssertTopological(path, applied);
        var reached = applied.Concat(path.Select(revision => revision.Id)).ToHashSet();
        var wanted = Closure(revisions, target.Id);
        Assert.Superset(wanted, reached);
        Assert.Equal(wanted.Except(applied).Order(), path.Select(revision => revision.Id).Order());
        Assert.Empty(graph.UpgradePath(reached, TargetSelector.Parse(target.Id)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Going_back_to_base_undoes_every_upgrade_in_reverse(int seed)
    {
        var (revisions, random) = RandomRevisions(seed);
        var graph = RevisionGraph.Create(revisions);
        var applied = RandomState(graph, random);
        var up = graph.UpgradePath([], TargetSelector.Heads).Where(revision => applied.Contains(revision.Id));

        Assert.Equal(Sample.Ids(up.Reverse()), Sample.Ids(graph.DowngradePath(applied, TargetSelector.Base)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_downgrade_never_leaves_a_revision_without_what_it_stands_on_and_the_upgrade_leads_back(int seed)
    {
        var (revisions, random) = RandomRevisions(seed);
        var graph = RevisionGraph.Create(revisions);
        var applied = RandomState(graph, random);
        if (applied.Count == 0)
        {
            return;
        }

        var target = applied.Order().ElementAt(random.Next(applied.Count));
        var down = graph.DowngradePath(applied, TargetSelector.Parse(target), includeDependents: true);

        var left = new HashSet<string>(applied);
        foreach (var revision in down)
        {
            Assert.True(left.Remove(revision.Id));
            Assert.DoesNotContain(revisions, other => left.Contains(other.Id) && other.Parents.Concat(other.Requires).Contains(revision.Id));
        }

        Assert.Contains(target, left);
        Assert.DoesNotContain(revisions, other => left.Contains(other.Id) && other.Parents.Contains(target));

        var heads = graph.HeadsOf(applied);
        var up = heads.Aggregate(left, (state, head) => [.. state, .. graph.UpgradePath(state, TargetSelector.Parse(head.Id)).Select(revision => revision.Id)]);
        Assert.Equal(applied.Order(), up.Order());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_closed_circle_is_always_found_and_really_is_one(int seed)
    {
        var (revisions, random) = RandomRevisions(seed);
        var graph = RevisionGraph.Create(revisions);
        var lower = graph.Revisions.Where(revision => graph.DescendantsOf(revision).Count > 0).OrderBy(_ => random.Next()).First();
        var upper = graph.DescendantsOf(lower)[^1];
        var broken = revisions.Select(revision => revision.Id == lower.Id
            ? Sample.Revision(lower.Id, string.Join(',', lower.Parents.Append(upper.Id)), requires: string.Join(',', lower.Requires), number: 1)
            : revision);

        var error = Assert.Throws<RevisionException>(() => RevisionGraph.Create(broken));

        Assert.Equal("RevisionCycle", error.ErrorId);
        Assert.Contains($"({lower.Id})", error.Message, StringComparison.Ordinal);
    }

    private static (List<Revision> Revisions, Random Random) RandomRevisions(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(2, 60);
        var numbers = Enumerable.Range(1, count).ToArray();
        random.Shuffle(numbers);
        var revisions = new List<Revision>();
        for (var i = 0; i < count; i++)
        {
            string Some(int most) => string.Join(',', Enumerable.Range(0, i).OrderBy(_ => random.Next()).Take(random.Next(most + 1)).Select(j => $"r{j:D3}"));
            var phase = random.Next(4) switch { 0 => "migrate", 1 => "contract", _ => "" };
            revisions.Add(Sample.Revision($"r{i:D3}", i == 1 ? "r000" : Some(3), phase, requires: random.Next(5) == 0 ? Some(2) : "", number: numbers[i] / 2));
        }

        return (revisions, random);
    }

    /// <summary>A set of ids that is closed downwards, as an applied state is.</summary>
    private static HashSet<string> RandomState(RevisionGraph graph, Random random)
    {
        var applied = new HashSet<string>(StringComparer.Ordinal);
        foreach (var revision in graph.Revisions)
        {
            if (random.Next(5) > 0 && revision.Parents.Concat(revision.Requires).All(applied.Contains))
            {
                applied.Add(revision.Id);
            }
        }

        return applied;
    }

    private static HashSet<string> Closure(List<Revision> revisions, string id)
    {
        var byId = revisions.ToDictionary(revision => revision.Id);
        var closure = new HashSet<string>();
        var open = new Stack<string>([id]);
        while (open.TryPop(out var next))
        {
            if (closure.Add(next))
            {
                foreach (var link in byId[next].Parents.Concat(byId[next].Requires))
                {
                    open.Push(link);
                }
            }
        }

        return closure;
    }

    private static void AssertTopological(IReadOnlyList<Revision> order, IEnumerable<string> applied)
    {
        var done = applied.ToHashSet();
        foreach (var revision in order)
        {
            Assert.All(revision.Parents.Concat(revision.Requires), link => Assert.Contains(link, done));
            Assert.True(done.Add(revision.Id));
        }
    }
}
