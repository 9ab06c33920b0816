using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Backfills;

/// <summary>Takes ranges and walks them batch by batch, until none is left or it is told to leave.</summary>
internal sealed class RangeWorker : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ProcessContext context;
    private readonly ThrottleMonitor monitor;
    private readonly WorkerSession connection;
    private readonly RangeStore ranges;
    private readonly BatchController controller;
    private readonly BatchRunner batches;
    private readonly FinishWork finish;
    private BackfillOptions applied;

    internal RangeWorker(ProcessContext context, ThrottleMonitor monitor, WorkerState state)
    {
        (this.context, this.monitor, State) = (context, monitor, state);
        applied = context.Options;
        connection = new WorkerSession(context, state);
        ranges = new RangeStore(context.Store.Sql, context.Name, state.Id);
        controller = new BatchController(applied);
        batches = new BatchRunner(context, connection, state, ranges, controller);
        finish = new FinishWork(context, ranges, state);
        state.BatchSize = controller.Size;
    }

    internal WorkerState State { get; }

    /// <summary>Works until there is nothing left for it. An error means that the backfill cannot go on.</summary>
    /// <param name="leave">Asks it to leave between two batches.</param>
    /// <param name="cancellationToken">Ends it at once; the batch under way is rolled back.</param>
    internal async Task RunAsync(CancellationToken leave, CancellationToken cancellationToken)
    {
        long? failing = null;
        while (!leave.IsCancellationRequested && !context.Completed.IsCompleted)
        {
            var session = await OpenAsync(cancellationToken);
            TakenRange? range = null;
            try
            {
                range = await ranges.TakeAsync(session, context.Options.LeaseTime, cancellationToken);
                State.Range = range;
                failing = range is { IsFinish: true } ? failing : null;
                if (range is null)
                {
                    if (!await WaitForOthersAsync(leave, cancellationToken))
                    {
                        return;
                    }

                    continue;
                }

                if (range.Former is { } former)
                {
                    context.Decide(State.Id, BackfillDecisionKind.TookOver, $"range {range.Ordinal}, whose worker {former} gave no sign of life for {context.Options.LeaseTime.TotalSeconds:F0} s");
                }

                if (range.IsFinish)
                {
                    State.Activity = WorkerActivity.Finishing;
                    await finish.RunAsync(session, range, cancellationToken);
                }
                else
                {
                    await WalkAsync(range, leave, cancellationToken);
                }
            }
            catch (RangeLostException)
            {
                State.Range = null;
                context.Decide(State.Id, BackfillDecisionKind.FencedOff, $"range {range?.Ordinal} belongs to another worker now; what was sent late was rolled back");
            }
            catch (MigrationException error) when (
                range is null or { IsFinish: true } && Again(error)
                && context.TimeProvider.GetElapsedTime(failing ??= context.TimeProvider.GetTimestamp()) < context.Options.RetryBudget)
            {
                // Nothing of the closing work stays half done: it is begun again, by whoever takes it.
                State.Range = null;
                await connection.CloseAsync();
                await Task.Delay(Poll, context.TimeProvider, cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task WalkAsync(TakenRange range, CancellationToken leave, CancellationToken cancellationToken)
    {
        var plan = PlanOf(range);
        State.Activity = WorkerActivity.Working;
        try
        {
            while (true)
            {
                if (!await MayGoOnAsync(leave, cancellationToken))
                {
                    await ReleaseAsync(State.Range ?? range, cancellationToken);
                    return;
                }

                ApplyOptions();
                var started = context.TimeProvider.GetTimestamp();
                var result = await batches.RunAsync(range, plan, cancellationToken);
                controller.Record(result.Walked, result.Duration);
                (State.BatchSize, range) = (controller.Size, result.Range);
                State.Committed(result.Rows, result.Duration, context.TimeProvider);
                context.Tell(new BatchCommitted(context.Name, State.Id, range.Ordinal, result.Rows, result.Walked, result.Duration));
                if (result.Done)
                {
                    State.Range = null;
                    return;
                }

                await PaceAsync(result.Rows, started, cancellationToken);
            }
        }
        catch (PartitionLeftException left)
        {
            context.Decide(State.Id, BackfillDecisionKind.PartitionLeft, left.Message);
            await ranges.DetachAsync(await connection.GetAsync(cancellationToken), State.Range ?? range, cancellationToken);
            State.Range = null;
        }
    }

    // Looks at the server before each batch, and waits while it must not start one. False when the worker has to leave.
    private async Task<bool> MayGoOnAsync(CancellationToken leave, CancellationToken cancellationToken)
    {
        for (var throttled = false; ;)
        {
            if (leave.IsCancellationRequested)
            {
                return false;
            }

            var age = throttled ? Poll : TimeSpan.FromMilliseconds(Math.Clamp(State.BatchMilliseconds ?? 0, 20, 1000));
            var sample = await monitor.SampleAsync(age, cancellationToken);
            if (sample.State != BackfillState.Running)
            {
                return false;
            }

            State.Saw(sample.Lags);
            var verdict = monitor.Judge(sample);
            if (verdict.Level == ThrottleLevel.None)
            {
                if (throttled)
                {
                    (State.Activity, State.Reason) = (WorkerActivity.Working, null);
                    context.Decide(State.Id, BackfillDecisionKind.Unthrottled, "nothing is in the way any more");
                }

                return true;
            }

            if (verdict.Level == ThrottleLevel.Critical)
            {
                throw new MigrationException(BackfillErrors.BackfillCritical, $"The backfill {context.Name} was suspended: {verdict.Reason}.") { Target = context.Name };
            }

            if (!throttled)
            {
                throttled = true;
                context.Decide(State.Id, BackfillDecisionKind.Throttled, verdict.Reason!);
            }

            (State.Activity, State.Reason) = (WorkerActivity.Throttled, verdict.Reason);
            await Task.Delay(Poll, context.TimeProvider, cancellationToken);
        }
    }

    // True when there may be something to do again: others still work on ranges, or the closing work is under way.
    private async Task<bool> WaitForOthersAsync(CancellationToken leave, CancellationToken cancellationToken)
    {
        State.Activity = WorkerActivity.Waiting;
        await Task.WhenAny(Task.Delay(Poll, context.TimeProvider, cancellationToken), context.Completed);
        cancellationToken.ThrowIfCancellationRequested();
        return !leave.IsCancellationRequested && !context.Completed.IsCompleted && (await monitor.SampleAsync(Poll, cancellationToken)).State == BackfillState.Running;
    }

    private async Task PaceAsync(long rows, long started, CancellationToken cancellationToken)
    {
        if (context.Options.MaxRate is not { } most || rows == 0)
        {
            return;
        }

        var sample = await monitor.SampleAsync(TimeSpan.FromSeconds(2), cancellationToken);
        var share = most / Math.Max(1, Math.Max(sample.LiveWorkers, context.Workers.Count));
        var due = TimeSpan.FromSeconds(rows / share) - context.TimeProvider.GetElapsedTime(started);
        if (due > TimeSpan.Zero)
        {
            // In pieces, so that a signal to leave is not waited for long: the rows of one batch may be a minute's worth.
            await Task.Delay(due < Patience ? due : Patience, context.TimeProvider, cancellationToken);
        }
    }

    private void ApplyOptions()
    {
        if (!ReferenceEquals(applied, context.Options))
        {
            applied = context.Options;
            controller.Apply(applied);
        }
    }

    private BatchPlan PlanOf(TakenRange range) => new(
        context.StatementFor(range.RelationName, range.Key!), range.Key!, range.Relation, context.Job.Facts.Table,
        Math.Max(1, context.RowsOfBlock), range.Pass > 1 && context.Shape.Converges);

    private async Task<DatabaseSession> OpenAsync(CancellationToken cancellationToken)
    {
        var started = context.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await connection.GetAsync(cancellationToken);
            }
            catch (MigrationException error) when (Again(error) && context.TimeProvider.GetElapsedTime(started) < context.Options.RetryBudget)
            {
                await connection.CloseAsync();
                await Task.Delay(Poll, context.TimeProvider, cancellationToken);
            }
        }
    }

    private async Task ReleaseAsync(TakenRange range, CancellationToken cancellationToken)
    {
        State.Range = null;
        try
        {
            await ranges.ReleaseAsync(await connection.GetAsync(cancellationToken), range, cancellationToken);
        }
        catch (MigrationException error) when (Again(error))
        {
            // The lease runs out, and somebody takes the range over.
        }
    }

    private static bool Again(MigrationException error) => BatchFailures.Of(error) is BatchFailure.Disconnected or BatchFailure.Conflict;
}
