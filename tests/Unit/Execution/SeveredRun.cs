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

    /// <summary>The same for any run.</summary>
    /// <param name="direct">The connection string of the database.</param>
    /// <param name="boundary">The boundary, counted from 1.</param>
    /// <param name="run">Runs with the connection string and the probe given.</param>
    public static async Task<string?> RunAsync(string direct, int boundary, Func<string, RunProbe, Task> run)
    {
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
        try
        {
            await run(line.ConnectionString, probe);
        }
        catch (KilledException)
        {
        }
        finally
        {
            if (severedAt is null)
            {
                await line.DisposeAsync();
            }
        }

        return severedAt;
    }

    private static async Task<string?> RunAsync(TestProject project, int boundary, Func<RunProbe, Task> run)
    {
        var direct = project.ConnectionString;
        try
        {
            return await RunAsync(direct, boundary, (severed, probe) =>
            {
                project.ConnectionString = severed;
                return run(probe);
            });
        }
        finally
        {
            project.ConnectionString = direct;
        }
    }
}
