using SchemaMigrate.Connections;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Connections;

/// <summary>Targets and sessions on databases that nobody else uses.</summary>
internal static class TestSessions
{
    public static async Task<ConnectionTarget> NewTargetAsync(int? major = null) =>
        ConnectionTarget.Parse(await PostgresFixture.CreateDatabaseAsync(major), _ => null);

    public static Task<DatabaseSession> OpenAsync(ConnectionTarget target, string name = "test") =>
        DatabaseSession.OpenAsync(target, name, CancellationToken.None);

    public static async Task<DatabaseSession> OpenNewAsync(int? major = null) => await OpenAsync(await NewTargetAsync(major));

    /// <summary>Waits until a condition that another session brings about holds; fails after ten seconds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(10), $"did not happen within 10 s: {what}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until a backend waits for a lock.</summary>
    public static Task UntilBlockedAsync(DatabaseSession observer, int pid) => UntilAsync(
        async () => await observer.ScalarAsync<bool>(
            "SELECT pg_catalog.cardinality(pg_catalog.pg_blocking_pids($1)) > 0", CancellationToken.None, pid), $"backend {pid} waits for a lock");
}
