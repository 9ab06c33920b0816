using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Fixtures;

/// <summary>An upgrade in a process of its own that ends with SIGKILL at a boundary, or lives to the end.</summary>
internal static class KilledUpgrade
{
    /// <summary>The part of <see cref="ChildProgram"/>: folder, connection string, boundary from 1 (0 for none).</summary>
    public static async Task<string> PlayAsync(string folder, string connection, int boundary)
    {
        var passed = 0;
        var probe = new RunProbe
        {
            StatementsPerRoundTrip = 1,
            Boundary = _ =>
            {
                if (++passed == boundary)
                {
                    System.Diagnostics.Process.GetCurrentProcess().Kill();
                    Thread.Sleep(Timeout.Infinite);
                }
            },
        };
        var planner = new Planner((await RevisionDirectory.LoadAsync(folder)).Graph, (_, _) => throw new InvalidOperationException("There are SQL revisions only."));
        var migrator = new Migrator(ConnectionTarget.Parse(connection), new RunOptions(), TimeProvider.System, _ => { }) { Probe = probe };
        await migrator.RunAsync((state, token) => planner.UpgradeAsync(state, TargetSelector.Heads, token), "upgrade");
        return "finished";
    }
}
