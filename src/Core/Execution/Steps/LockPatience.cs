using SchemaMigrate.Connections;
using SchemaMigrate.Execution.Events;

namespace SchemaMigrate.Execution.Steps;

/// <summary>Counts the misses of one step and rests between them, until the budget is used up.</summary>
internal sealed class LockPatience(RunContext run, TransactionUnit unit)
{
    private readonly List<LockMiss> misses = [];
    private readonly long started = run.TimeProvider.GetTimestamp();
    private long attemptStarted = run.TimeProvider.GetTimestamp();

    /// <summary>How long the tries that missed took together.</summary>
    internal TimeSpan Waited { get; private set; }

    /// <summary>Tells of a miss and rests.</summary>
    /// <exception cref="LockBudgetExhaustedException">There is no budget for another try.</exception>
    internal async Task RestAsync(SqlExecutionException cause, StepLocation location, CancellationToken cancellationToken)
    {
        var policy = run.Options.LockRetry;
        var waited = run.TimeProvider.GetElapsedTime(attemptStarted);
        Waited += waited;
        var rest = policy.RestAfter(misses.Count + 1, Random.Shared.NextDouble());
        var left = policy.Budget - run.TimeProvider.GetElapsedTime(started);
        var exhausted = rest >= left;
        var miss = new LockMiss(
            unit.Revision.Id, unit.Step.Ordinal, misses.Count + 1, cause.SqlState, waited, exhausted ? null : rest, run.Watch.Blockers);
        misses.Add(miss);
        run.Tell(new StepMissedLock(miss));
        if (exhausted)
        {
            throw new LockBudgetExhaustedException(location, misses, run.Kept, cause);
        }

        await Task.Delay(rest, run.TimeProvider, cancellationToken);
        attemptStarted = run.TimeProvider.GetTimestamp();
    }
}
