using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Backfills;

/// <summary>Does one batch of a range, whatever it takes: rests and tries again, halves, makes the connection anew, passes over a bad row.</summary>
internal sealed class BatchRunner(ProcessContext context, WorkerSession connection, WorkerState state, RangeStore ranges, BatchController controller)
{
    private const int TriesBeforeHalving = 3;
    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    // While a bad row is being looked for, batches are small until it is found; then they double up to what the controller wants.
    private long? cautious;

    /// <summary>Does the batch.</summary>
    /// <exception cref="RangeLostException">Another worker has the range.</exception>
    /// <exception cref="PartitionLeftException">The partition is gone.</exception>
    /// <exception cref="MigrationException">The backfill cannot go on.</exception>
    internal async Task<BatchResult> RunAsync(TakenRange range, BatchPlan plan, CancellationToken cancellationToken)
    {
        var started = context.TimeProvider.GetTimestamp();
        var size = cautious ?? controller.Size;
        var rest = FirstRest;
        var conflicts = 0;
        var inOrder = context.Job.Facts.LockFirst;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await TryAsync(range, plan, size, inOrder, cancellationToken);
                Recovered();
                return result;
            }
            catch (MigrationException error)
            {
                var failure = BatchFailures.Of(error);
                state.Retries++;
                switch (failure)
                {
                    case BatchFailure.Fenced:
                        throw new RangeLostException();
                    case BatchFailure.PartitionLeft:
                        throw new PartitionLeftException(error.Message);
                    case BatchFailure.KeyMoved:
                        throw Final(BackfillErrors.BackfillKeyChanges, error);
                    case BatchFailure.TargetChanged:
                        throw await plan.HasLeftAsync(await connection.GetAsync(cancellationToken), cancellationToken)
                            ? new PartitionLeftException($"{range.RelationName} is gone")
                            : Final(BackfillErrors.BackfillTargetChanged, error);
                    case BatchFailure.BadRow when size > 1:
                        cautious = size = Math.Max(1, size / 2);
                        context.Decide(state.Id, BackfillDecisionKind.Halved, $"to {size} rows: {error.Message}");
                        continue;
                    case BatchFailure.BadRow:
                        return await PassOverAsync(range, plan, (SqlExecutionException)error, cancellationToken);
                    case BatchFailure.TooSlow when size > 1:
                        size = Math.Max(1, size / 2);
                        controller.Halve();
                        context.Decide(state.Id, BackfillDecisionKind.Halved, $"to {size} rows: {error.Message}");
                        break;
                    case BatchFailure.Conflict or BatchFailure.TooSlow:
                        inOrder |= error is SqlExecutionException sql && SqlStates.IsDeadlock(sql.SqlState);
                        if (++conflicts % TriesBeforeHalving == 0 && size > 1)
                        {
                            size = Math.Max(1, size / 2);
                            controller.Halve();
                            context.Decide(state.Id, BackfillDecisionKind.Halved, $"to {size} rows: {error.Message}");
                        }
                        else
                        {
                            context.Decide(state.Id, BackfillDecisionKind.Retried, error.Message);
                        }

                        break;
                    case BatchFailure.Disconnected:
                        break;
                    default:
                        throw;
                }

                if (context.TimeProvider.GetElapsedTime(started) > context.Options.RetryBudget)
                {
                    throw Final(BackfillErrors.BackfillRetriesExhausted, error);
                }

                (state.Activity, state.Reason) = (WorkerActivity.Retrying, error.Message);
                await Task.Delay(rest * (0.5 + Random.Shared.NextDouble()), context.TimeProvider, cancellationToken);
                rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
                if (failure == BatchFailure.Disconnected)
                {
                    range = await ReconnectAsync(range, error, started, cancellationToken);
                }

                (state.Activity, state.Reason) = (WorkerActivity.Working, null);
            }
        }
    }

    private async Task<BatchResult> TryAsync(TakenRange range, BatchPlan plan, long size, bool inOrder, CancellationToken cancellationToken)
    {
        var session = await connection.GetAsync(cancellationToken);
        var started = context.TimeProvider.GetTimestamp();
        var end = await plan.FindEndAsync(session, range.Rest, size, cancellationToken);
        var done = end is null || (range.Bounds.Upper is { } upper && end.SequenceEqual(upper, StringComparer.Ordinal));
        var cursor = end ?? range.Bounds.Upper;
        var statement = plan.Statement.Change(new KeyRange(range.Rest.Lower, cursor), plan.Repeated);
        var rows = inOrder
            ? await ChangeInOrderAsync(session, statement, range, plan, cursor, done, cancellationToken)
            : await ranges.ChangeAsync(session, statement, range, cursor, done, context.Options.LeaseTime, cancellationToken);
        var next = range with { Cursor = cursor, Batches = range.Batches + 1 };
        state.Range = done ? null : next;
        return new BatchResult(next, done, rows, end is null ? 0 : size, context.TimeProvider.GetElapsedTime(started));
    }

    // After a deadlock, and where a function leaves something behind, the rows are locked one by one in the order of the key before any is changed.
    private async Task<long> ChangeInOrderAsync(
        DatabaseSession session, string statement, TakenRange range, BatchPlan plan, IReadOnlyList<string>? cursor, bool done, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginAsync(cancellationToken);
        if (context.Definition.Sql is null && context.Definition.InsertInto is null)
        {
            await session.ScalarAsync<long>(plan.Statement.LockRows(new KeyRange(range.Rest.Lower, cursor), plan.Repeated), cancellationToken);
        }

        var rows = await ranges.ChangeAsync(session, statement, range, cursor, done, context.Options.LeaseTime, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    private async Task<TakenRange> ReconnectAsync(TakenRange range, MigrationException cause, long started, CancellationToken cancellationToken)
    {
        while (true)
        {
            await connection.CloseAsync();
            try
            {
                var retaken = await ranges.RetakeAsync(await connection.GetAsync(cancellationToken), range, context.Options.LeaseTime, cancellationToken)
                    ?? throw new RangeLostException();
                context.Decide(state.Id, BackfillDecisionKind.Reconnected, cause.Message);
                state.Range = retaken;
                return retaken;
            }
            catch (MigrationException error) when (
                BatchFailures.Of(error) is BatchFailure.Disconnected or BatchFailure.Conflict
                && context.TimeProvider.GetElapsedTime(started) <= context.Options.RetryBudget)
            {
                await Task.Delay(FirstRest * 4, context.TimeProvider, cancellationToken);
            }
        }
    }

    private async Task<BatchResult> PassOverAsync(TakenRange range, BatchPlan plan, SqlExecutionException error, CancellationToken cancellationToken)
    {
        var session = await connection.GetAsync(cancellationToken);
        var started = context.TimeProvider.GetTimestamp();
        var key = await plan.FindEndAsync(session, range.Rest, 1, cancellationToken) ?? range.Bounds.Upper ?? throw error;
        var name = $"{range.RelationName} {plan.Key} = ({string.Join(", ", key)})";
        if (context.Options.OnError == ErrorPolicy.Stop || plan.Key.IsPhysical)
        {
            throw new MigrationException(BackfillErrors.BackfillRowFailed, $"The row {name} cannot be changed: {error.Message}", error) { Target = context.Name };
        }

        var done = range.Bounds.Upper is { } upper && key.SequenceEqual(upper, StringComparer.Ordinal);
        var keep = context.Options.OnError == ErrorPolicy.Quarantine;
        if (!await ranges.PassOverAsync(session, range, key, done, keep, error, cancellationToken))
        {
            throw new RangeLostException();
        }

        context.Decide(state.Id, keep ? BackfillDecisionKind.Quarantined : BackfillDecisionKind.Skipped, $"{name}: {error.Message}");
        Recovered();
        var next = range with { Cursor = key, Batches = range.Batches + 1 };
        state.Range = done ? null : next;
        return new BatchResult(next, done, 0, 0, context.TimeProvider.GetElapsedTime(started));
    }

    private void Recovered()
    {
        if (cautious is { } size)
        {
            cautious = size * 2 < controller.Size ? size * 2 : null;
        }
    }

    private MigrationException Final(ErrorDefinition definition, MigrationException error) =>
        new(definition, $"The backfill {context.Name} cannot go on: {error.Message}", error) { Target = context.Name };
}
