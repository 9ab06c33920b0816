using System.Data.Common;
using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>Looks at the server for all workers of the process, at most as often as batches are started.</summary>
internal sealed class ThrottleMonitor(ProcessContext context, long[] relations) : IDisposable
{
    private readonly LagTracker lags = new(context.TimeProvider);
    private readonly SemaphoreSlim one = new(1, 1);
    private ServerSample? last;
    private long lastAt;

    /// <summary>A sample that is not older than said.</summary>
    internal async Task<ServerSample> SampleAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (Fresh(maxAge) is { } known)
        {
            return known;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            if (Fresh(maxAge) is { } fresh)
            {
                return fresh;
            }

            last = await context.Control.UseAsync(session => TakeAsync(session, cancellationToken), context.Options.RetryBudget, cancellationToken);
            lastAt = context.TimeProvider.GetTimestamp();
            return last;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Judges a sample.</summary>
    internal ThrottleVerdict Judge(ServerSample sample) =>
        ThrottleRules.Judge(context.Options, context.Standbys, sample, TimeOnly.FromTimeSpan(context.TimeProvider.GetLocalNow().TimeOfDay));

    public void Dispose() => one.Dispose();

    private ServerSample? Fresh(TimeSpan maxAge) => last is { } sample && context.TimeProvider.GetElapsedTime(lastAt) <= maxAge ? sample : null;

    private async Task<ServerSample> TakeAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        var limits = context.Options.Limits;
        var pids = context.Workers.Values.Select(worker => worker.BackendPid).Where(pid => pid != 0).ToArray();
        var wantsSessions = limits.MaxWaiters is not null || limits.CriticalWaiters is not null || limits.MaxActiveSessions is not null
            || limits.CriticalActiveSessions is not null;
        // Planning this query over the server's views takes 25 times as long as running it.
        var rows = await session.QueryPreparedAsync(context.Store.Sql["Sample"], Read, cancellationToken, context.Name, pids, wantsSessions, relations);
        var sample = rows is [var row]
            ? row
            : new ServerSample { State = BackfillState.Stopped, StateReason = "it was removed", OptionsVersion = 0, Wal = 0, Waiters = 0, ActiveSessions = 0, Vacuum = 0, Standbys = [], LiveWorkers = 0 };
        if (limits.ThrottleQuery is { } query)
        {
            sample = sample with { UserReason = UserReason(await session.QueryAsync(query, answer => answer.IsDBNull(0) ? null : answer.GetValue(0), cancellationToken)) };
        }

        return lags.Complete(sample);
    }

    private static string? UserReason(IReadOnlyList<object?> answer) => answer.Count == 0 ? null : answer[0] switch
    {
        null or false or "" => null,
        true => "the throttle query says so",
        string text => text,
        IConvertible number when Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture) <= 0 => null,
        var value => $"the throttle query gives {value}",
    };

    private static ServerSample Read(DbDataReader row)
    {
        var names = row.GetFieldValue<string[]>(7);
        var positions = row.GetFieldValue<long[]>(8);
        return new ServerSample
        {
            State = Enum.Parse<BackfillState>(row.GetString(0)),
            StateReason = row.IsDBNull(1) ? null : row.GetString(1),
            OptionsVersion = row.GetInt32(2),
            Wal = row.GetInt64(3),
            Waiters = row.GetInt64(4),
            ActiveSessions = row.GetInt64(5),
            Vacuum = row.IsDBNull(6) ? 0 : row.GetInt32(6),
            Standbys = [.. names.Zip(positions, (name, position) => new StandbyPosition(name, position))],
            LiveWorkers = row.GetInt64(9),
        };
    }
}
