using SchemaMigrate.Connections;

namespace SchemaMigrate.Tests.Execution;

/// <summary>An application that reads a table again and again, and remembers the longest that it had to wait.</summary>
internal sealed class BystanderClock : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly DatabaseSession session;
    private readonly Task<TimeSpan> reading;

    private BystanderClock(DatabaseSession session, string query)
    {
        this.session = session;
        reading = ReadAsync(query);
    }

    public static async Task<BystanderClock> StartAsync(TestProject project, string query) => new(await project.OpenAsync("bystander"), query);

    /// <summary>Stops reading and gives the longest time that one query took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        await stop.CancelAsync();
        return await reading;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await session.DisposeAsync();
        stop.Dispose();
    }

    private async Task<TimeSpan> ReadAsync(string query)
    {
        var longest = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            var started = TimeProvider.System.GetTimestamp();
            await session.ExecuteAsync(query, CancellationToken.None);
            var took = TimeProvider.System.GetElapsedTime(started);
            longest = took > longest ? took : longest;
            await Task.Delay(20);
        }

        return longest;
    }
}
