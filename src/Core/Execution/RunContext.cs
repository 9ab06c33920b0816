using SchemaMigrate.Connections;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution;

/// <summary>What the parts of one run share.</summary>
internal sealed class RunContext(
    Worker worker, LockWatch watch, JournalWriter journal, RunOptions options, PlanDirection direction, TimeProvider timeProvider,
    Action<RunEvent> observer, RunProbe probe)
{
    internal Worker Worker => worker;

    internal LockWatch Watch => watch;

    internal JournalWriter Journal => journal;

    internal RunOptions Options => options;

    internal PlanDirection Direction => direction;

    internal TimeProvider TimeProvider => timeProvider;

    internal RunProbe Probe => probe;

    /// <summary>Ids of the revisions that this run has finished so far.</summary>
    internal List<string> Kept { get; } = [];

    /// <summary>Every try that missed its locks.</summary>
    internal List<LockMiss> Misses { get; } = [];

    /// <summary>Writes to the journal in a transaction of its own, as the holder of the run's lease.</summary>
    internal async Task JournalAsync(IEnumerable<BatchItem> items, CancellationToken cancellationToken)
    {
        probe.At("journal");
        await worker.WriteAsync([journal.RequireLease(), .. items], cancellationToken);
        probe.At("journal written");
    }

    internal void Tell(RunEvent runEvent)
    {
        if (runEvent is StepMissedLock missed)
        {
            Misses.Add(missed.Miss);
        }

        observer(runEvent);
    }
}
