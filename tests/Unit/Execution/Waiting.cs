using SchemaMigrate.Tests.Connections;

namespace SchemaMigrate.Tests.Execution;

/// <summary>Waits for what a run is doing, as another session sees it.</summary>
internal static class Waiting
{
    private const string Blocked =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'SchemaMigrate%step%' AND wait_event_type = 'Lock'";

    /// <summary>Until a step of a run waits for a lock.</summary>
    public static async Task UntilStepBlockedAsync(TestProject project)
    {
        await using var observer = await project.OpenAsync("observer");
        await TestSessions.UntilAsync(async () => await observer.ScalarAsync<long>(Blocked, CancellationToken.None) > 0, "a step waits for a lock");
    }

    /// <summary>Until no run has a backend on the server any more.</summary>
    public static async Task UntilNoRunnerAsync(TestProject project)
    {
        await using var observer = await project.OpenAsync("observer");
        await TestSessions.UntilAsync(
            async () => await observer.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'SchemaMigrate%'", CancellationToken.None) == 0,
            "no backend of a run is left");
    }
}
