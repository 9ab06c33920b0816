namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>The writers of a case: deployed after one phase, gone before another.</summary>
internal sealed class Crew(LoadCase each, string connectionString) : IAsyncDisposable
{
    private readonly List<(AppVersion Version, CancellationTokenSource Stop, Task<IReadOnlyDictionary<int, string?>>[] Writers)> deployed = [];
    private readonly Dictionary<int, string?> written = [];

    /// <summary>Starts the versions that come after a phase.</summary>
    public void Deploy(int phase)
    {
        for (var i = 0; i < each.Versions.Length; i++)
        {
            if (each.Versions[i] is { } version && version.From == phase)
            {
                var stop = new CancellationTokenSource();
                var first = i * LoadCase.WritersOfVersion;
                deployed.Add((version, stop, [.. Enumerable.Range(first, LoadCase.WritersOfVersion).Select(writer => version.WriteAsync(connectionString, writer, each.Versions.Length * LoadCase.WritersOfVersion, LoadCase.Rows, stop.Token))]));
            }
        }
    }

    /// <summary>Stops the versions that must be gone before a phase. What a writer met with is thrown here.</summary>
    public async Task RetireAsync(int phase)
    {
        foreach (var (version, stop, writers) in deployed.Where(one => one.Version.Until <= phase).ToList())
        {
            await stop.CancelAsync();
            foreach (var writes in await Task.WhenAll(writers))
            {
                foreach (var (id, value) in writes)
                {
                    written.Add(id, value);
                }
            }

            stop.Dispose();
            deployed.RemoveAll(one => one.Version == version && one.Stop == stop);
        }
    }

    /// <summary>Stops everybody, and gives the last write to each row.</summary>
    public async Task<IReadOnlyDictionary<int, string?>> StopAsync()
    {
        await RetireAsync(int.MaxValue);
        return written;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, stop, _) in deployed)
        {
            await stop.CancelAsync();
            stop.Dispose();
        }
    }
}
