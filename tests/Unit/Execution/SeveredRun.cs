using SchemaMigrate.Execution;
using SchemaMigrate.Tests.Connections;

namespace SchemaMigrate.Tests.Execution;

/// <summary>
/// An upgrade that ends at a boundary as kill -9 ends it, seen from the server: all its sockets are gone at once, and no word of goodbye,
/// rollback or clean-up passes any more. It costs milliseconds, so that every boundary can have one.
/// </summary>
internal static class SeveredRun
{
    /// <summary>Runs until the given boundary, counted from 1. Gives the boundary's name, or null when the run ended before it.</summary>
    public static Task<string?> UpgradeAsync(TestProject project, int boundary) => RunAsync(project, boundary, probe => project.UpgradeAsync(probe: probe));

    /// <summary>The same on the way back to base.</summary>
    public static Task<string?> DowngradeAsync(TestProject project, int boundary) => RunAsync(project, boundary, probe => project.DowngradeAsync("base", probe: probe));

    private static async Task<string?> RunAsync(TestProject project, int boundary, Func<RunProbe, Task> run)
    {
        var direct = project.ConnectionString;
        var line = new WireRelay(direct);
        string? severedAt = null;
        var passed = 0;
        var probe = new RunProbe
        {
            StatementsPerRoundTrip = 1,
            Boundary = name =>
            {
                if (++passed == boundary)
                {
                    line.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    severedAt = name;
                    throw new KilledException();
                }
            },
        };
        project.ConnectionString = line.ConnectionString;
        try
        {
            await run(probe);
        }
        catch (KilledException)
        {
        }
        finally
        {
            project.ConnectionString = direct;
            if (severedAt is null)
            {
                await line.DisposeAsync();
            }
        }

        return severedAt;
    }
}
