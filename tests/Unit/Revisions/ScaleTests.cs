using System.Diagnostics;
using SchemaMigrate.Revisions;
using Xunit.Abstractions;

namespace SchemaMigrate.Tests.Revisions;

/// <summary>Ten thousand revisions with a thousand merges. The limits are several times what is measured, so that only a change of order trips them.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    private const int Count = 10_000;

    [Fact]
    public async Task Ten_thousand_files_are_read_hashed_and_resolved_quickly()
    {
        using var directory = new TemporaryDirectory();
        for (var i = 0; i < Count; i++)
        {
            directory.Write($"{i:D14}_change_number_{i}.sql", Text(i));
        }

        await RevisionDirectory.LoadAsync(directory.Path);
        var load = await Best(async () => await RevisionDirectory.LoadAsync(directory.Path));
        var read = await RevisionDirectory.LoadAsync(directory.Path);
        var build = await Best(() => Task.FromResult(RevisionGraph.Create(read.Revisions)));
        var applied = read.Revisions.Select(revision => revision.Id).ToArray();
        var noop = await Best(() => Task.FromResult(read.Graph.UpgradePath(applied, TargetSelector.Heads)));
        var down = await Best(() => Task.FromResult(read.Graph.DowngradePath(applied, TargetSelector.Base)));

        output.WriteLine($"load {load.TotalMilliseconds:F0} ms, of it graph {build.TotalMilliseconds:F0} ms; no-op upgrade {noop.TotalMilliseconds:F1} ms, downgrade to base {down.TotalMilliseconds:F1} ms");
        Assert.Equal(1_000, read.Revisions.Count(revision => revision.IsMerge));
        Assert.Equal(Count, read.Graph.UpgradePath([], TargetSelector.Heads).Count);
        Assert.InRange(load.TotalSeconds, 0, 2);
        Assert.InRange(build.TotalSeconds, 0, 0.5);
        Assert.InRange(noop.TotalSeconds, 0, 0.2);
        Assert.InRange(down.TotalSeconds, 0, 0.2);
    }

    // Ten revisions a round: a fork after the first, and a merge of its arms at the end.
    private static string Text(int i)
    {
        var parents = (i % 10) switch
        {
            0 => i == 0 ? "" : $"r{i - 1}",
            2 => $"r{i - 2}",
            9 => $"r{i - 1}, r{i - 8}",
            _ => $"r{i - 1}",
        };
        return Sample.Text($"r{i}", parents) + string.Concat(Enumerable.Repeat("ALTER TABLE t ADD COLUMN c text;\n", 15));
    }

    private static async Task<TimeSpan> Best<T>(Func<Task<T>> action)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await action();
            var time = Stopwatch.GetElapsedTime(start);
            best = time < best ? time : best;
        }

        return best;
    }
}
