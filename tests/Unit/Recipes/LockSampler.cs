using System.Diagnostics;
using Npgsql;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>Looks at pg_locks again and again: who holds a lock on the tables watched, and for how long somebody holds ACCESS EXCLUSIVE.</summary>
internal sealed class LockSampler : IAsyncDisposable
{
    private const string Query = """
        SELECT c.relname::text, l.virtualtransaction, bool_or(l.mode = 'AccessExclusiveLock')
        FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) AND l.granted AND c.relname = ANY ($1) AND a.backend_type = 'client backend' AND l.pid <> pg_backend_pid()
        GROUP BY 1, 2
        """;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);
    private readonly string[] tables;
    private readonly HashSet<string> seen = [];
    private readonly Task watch;
    private TimeSpan held;
    private TimeSpan watched;
    private int looks;
    private volatile bool stopped;

    private LockSampler(string connectionString, string[] tables)
    {
        this.tables = tables;
        watch = Task.Run(() => WatchAsync(connectionString));
    }

    /// <summary>Begins to look.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="tables">The names of the tables, also of those that come later.</param>
    public static LockSampler Start(string connectionString, params string[] tables) => new(connectionString, tables);

    /// <summary>Ends it. Fails when somebody held ACCESS EXCLUSIVE for long, and when it could not have been noticed: too few looks for the time, or nobody's lock seen on a table.</summary>
    public async Task VerifyAsync()
    {
        await DisposeAsync();
        Assert.True(looks * Longest > watched, $"{looks} looks in {watched.TotalSeconds} s");
        Assert.All(tables, table => Assert.True(seen.Contains(table), $"nobody was seen to hold a lock on {table}"));
        Assert.True(held < Longest, $"ACCESS EXCLUSIVE was seen for {held.TotalMilliseconds} ms");
    }

    public async ValueTask DisposeAsync()
    {
        stopped = true;
        await watch;
    }

    private async Task WatchAsync(string connectionString)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(Query, connection) { Parameters = { new() { Value = tables } } };
        await command.PrepareAsync();
        var (began, since) = (Stopwatch.GetTimestamp(), new Dictionary<string, long>());
        while (!stopped)
        {
            var holders = new HashSet<string>();
            await using (var reader = await command.ExecuteReaderAsync(CancellationToken.None))
            {
                while (await reader.ReadAsync(CancellationToken.None))
                {
                    seen.Add(reader.GetString(0));
                    if (reader.GetBoolean(2))
                    {
                        holders.Add(reader.GetString(1));
                    }
                }
            }

            foreach (var holder in holders)
            {
                held = Max(held, since.TryGetValue(holder, out var first) ? Stopwatch.GetElapsedTime(first) : TimeSpan.Zero);
            }

            since = holders.ToDictionary(holder => holder, holder => since.GetValueOrDefault(holder, Stopwatch.GetTimestamp()));
            looks++;
            watched = Stopwatch.GetElapsedTime(began);
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private static TimeSpan Max(TimeSpan first, TimeSpan second) => first > second ? first : second;
}
