using System.Diagnostics;
using Npgsql;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>Looks at pg_locks again and again.</summary>
/// <param name="Samples">How often it looked.</param>
/// <param name="Held">The longest time over which one transaction was seen to hold ACCESS EXCLUSIVE on the table.</param>
internal sealed record LockSampler(int Samples, TimeSpan Held)
{
    public static async Task<LockSampler> WatchAsync(string connectionString, string table, CancellationToken cancellationToken)
    {
        await using var connection = await OperationDatabase.OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(
            $"SELECT min(virtualtransaction) FROM pg_locks WHERE relation = '{table}'::regclass AND mode = 'AccessExclusiveLock' AND granted AND pid <> pg_backend_pid()", connection);
        var (samples, longest) = (0, TimeSpan.Zero);
        var (holder, since) = ((string?)null, 0L);
        while (!cancellationToken.IsCancellationRequested)
        {
            var seen = await command.ExecuteScalarAsync(CancellationToken.None) as string;
            if (seen is not null && seen == holder)
            {
                longest = Max(longest, Stopwatch.GetElapsedTime(since));
            }
            else
            {
                (holder, since) = (seen, Stopwatch.GetTimestamp());
            }

            samples++;
            await Task.Delay(5, CancellationToken.None);
        }

        return new LockSampler(samples, longest);
    }

    private static TimeSpan Max(TimeSpan first, TimeSpan second) => first > second ? first : second;
}
