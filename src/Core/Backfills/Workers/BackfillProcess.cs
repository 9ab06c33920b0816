using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Backfills;

/// <summary>
/// Everything that one process does for one backfill: as many workers as the options say, signs of life for them, and an eye on what people and the
/// server want. It ends when the backfill is no longer running, or when an error says that it cannot go on.
/// </summary>
internal sealed class BackfillProcess : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);
    private readonly ProcessContext context;
    private readonly ThrottleMonitor monitor;
    private readonly List<(RangeWorker Worker, Task Task, CancellationTokenSource Leave)> crew = [];
    private long lastSign;

    internal BackfillProcess(ProcessContext context, IEnumerable<long> relations) =>
        (this.context, monitor) = (context, new ThrottleMonitor(context, [.. relations]));

    /// <summary>Works until the backfill is not running any more, and gives its last status.</summary>
    /// <exception cref="MigrationException">The backfill failed; the journal says so too.</exception>
    internal async Task<BackfillStatus> RunAsync(CancellationToken cancellationToken)
    {
        MigrationException? failure = null;
        try
        {
            failure = await WatchAsync(cancellationToken);
        }
        finally
        {
            await DismissAsync(cancellationToken.IsCancellationRequested);
        }

        if (failure is not null)
        {
            await RecordFailureAsync(failure);
            throw failure;
        }

        return await StatusAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        monitor.Dispose();
        foreach (var (worker, _, leave) in crew)
        {
            await worker.DisposeAsync();
            leave.Dispose();
        }

        await context.Control.DisposeAsync();
    }

    private async Task<MigrationException?> WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (context.Completed.IsCompleted)
            {
                return null;
            }

            var sample = await monitor.SampleAsync(Beat, cancellationToken);
            if (sample.State != BackfillState.Running)
            {
                return null;
            }

            if (sample.OptionsVersion != context.OptionsVersion)
            {
                await ReloadAsync(cancellationToken);
            }

            foreach (var (_, task, _) in crew.Where(member => member.Task.IsFaulted))
            {
                if (task.Exception!.InnerException is MigrationException failure)
                {
                    return failure;
                }

                await task;
            }

            await HireAsync(cancellationToken);
            await SignAsync(cancellationToken);
            await Task.WhenAny([Task.Delay(Beat, context.TimeProvider, cancellationToken), context.Completed, .. crew.Select(member => member.Task).Where(task => !task.IsCompleted)]);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task HireAsync(CancellationToken cancellationToken)
    {
        var wanted = Math.Max(1, context.Options.Workers ?? 1);
        foreach (var (_, _, leave) in crew.Where(member => !member.Task.IsCompleted).Skip(wanted))
        {
            await leave.CancelAsync();
        }

        for (var present = crew.Count(member => !member.Task.IsCompleted); present < wanted; present++)
        {
            var state = new WorkerState(Guid.NewGuid(), crew.Count + 1);
            var identity = context.Store.Identity;
            await context.Control.UseAsync(
                session => session.ExecuteAsync(
                    context.Store.Sql["InsertWorker"], cancellationToken, state.Id, context.Name, state.Ordinal, identity.Host, identity.OsUser,
                    identity.ProcessId, 0, state.BatchSize),
                context.Options.RetryBudget, cancellationToken);
            context.Workers[state.Id] = state;
            var worker = new RangeWorker(context, monitor, state);
            var leave = new CancellationTokenSource();
            crew.Add((worker, Task.Run(() => worker.RunAsync(leave.Token, cancellationToken), CancellationToken.None), leave));
        }
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var job = await context.Control.UseAsync(
            session => context.Store.RequireAsync(session, context.Name, cancellationToken), context.Options.RetryBudget, cancellationToken);
        (context.Options, context.OptionsVersion) = (job.Status.Options, job.OptionsVersion);
        context.Decide(null, BackfillDecisionKind.Controlled, $"options changed (version {job.OptionsVersion})");
    }

    private async Task SignAsync(CancellationToken cancellationToken)
    {
        var interval = context.Options.LeaseTime / 4 < LongestSilence ? context.Options.LeaseTime / 4 : LongestSilence;
        if (lastSign != 0 && context.TimeProvider.GetElapsedTime(lastSign) < (interval < Beat ? interval : Beat * 2))
        {
            return;
        }

        var items = context.TakeDecisions().Concat(context.Workers.Values.Select(worker => worker.SignOfLife(context.Store.Sql, context.Name, context.Options.LeaseTime)));
        await context.Control.UseAsync(session => session.ExecuteBatchAsync([.. items], cancellationToken), context.Options.RetryBudget, cancellationToken);
        lastSign = context.TimeProvider.GetTimestamp();
        context.Tell(new BackfillProgressed(context.Name, await StatusAsync(cancellationToken)));
    }

    private async Task<BackfillStatus> StatusAsync(CancellationToken cancellationToken) => (await context.Control.UseAsync(
        session => context.Store.RequireAsync(session, context.Name, cancellationToken), context.Options.RetryBudget, cancellationToken)).Status;

    // Workers end their batch and give their ranges back; on cancellation the batch under way is cut off and rolled back by the server.
    private async Task DismissAsync(bool cancelled)
    {
        foreach (var (_, _, leave) in crew)
        {
            await leave.CancelAsync();
        }

        foreach (var (worker, task, _) in crew)
        {
            try
            {
                await task;
            }
            catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
            {
                // The first failure is reported by the one who watches.
            }

            await worker.DisposeAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            var items = context.TakeDecisions()
                .Concat(context.Workers.Values.Where(worker => worker.Range is not null).Select(worker => new BatchItem(
                    context.Store.Sql["ReleaseRange"], context.Name, worker.Range!.Ordinal, worker.Id, worker.Range.Token)))
                .Concat(context.Workers.Values.Select(worker => new BatchItem(context.Store.Sql["FinishWorker"], worker.Id, cancelled ? "cancelled" : null)));
            await context.Control.UseAsync(session => session.ExecuteBatchAsync([.. items], patience.Token), TimeSpan.Zero, patience.Token);
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
        {
            // The server is gone: leases run out, and what was committed is committed.
        }
    }

    private async Task RecordFailureAsync(MigrationException failure)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var to = failure.Definition == BackfillErrors.BackfillCritical ? BackfillState.Suspended : BackfillState.Failed;
        try
        {
            await context.Control.UseAsync(
                session => context.Store.TrySetStateAsync(session, context.Job, to, failure.Message, failure.ErrorId, [BackfillState.Running], patience.Token),
                TimeSpan.FromSeconds(5), patience.Token);
        }
        catch (Exception exception) when (exception is MigrationException or OperationCanceledException)
        {
            context.Decide(null, BackfillDecisionKind.Failed, $"The failure could not be written to the journal: {exception.Message}");
        }
    }
}
