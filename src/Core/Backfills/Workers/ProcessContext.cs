using System.Collections.Concurrent;
using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>What the workers of one process share about one backfill.</summary>
internal sealed class ProcessContext(
    BackfillJob job, DefinitionShape shape, BackfillStore store, ConnectionTarget target, ControlChannel control, TimeProvider timeProvider,
    Action<BackfillEvent> observer)
{
    private readonly ConcurrentQueue<BackfillDecision> unwritten = new();
    private readonly TaskCompletionSource completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal BackfillJob Job => job;

    internal string Name => job.Name;

    internal BackfillDefinition Definition => job.Status.Definition;

    internal DefinitionShape Shape => shape;

    internal BackfillStore Store => store;

    internal ConnectionTarget Target => target;

    internal ControlChannel Control => control;

    internal TimeProvider TimeProvider => timeProvider;

    /// <summary>The options as they are now; replaced as a whole when somebody changes them.</summary>
    internal BackfillOptions Options { get; set; } = job.Status.Options;

    internal int OptionsVersion { get; set; } = job.OptionsVersion;

    /// <summary>The standbys that should be there.</summary>
    internal IReadOnlyList<string> Standbys => Options.Limits.Standbys.Count > 0 ? Options.Limits.Standbys : job.Facts.Standbys;

    /// <summary>Backends of this process that run batches.</summary>
    internal ConcurrentDictionary<Guid, WorkerState> Workers { get; } = new();

    /// <summary>Rows in a page of the table, as the statistics said when this process began.</summary>
    internal double RowsOfBlock { get; init; } = 50;

    internal string ApplicationName => $"SchemaMigrate backfill {Name}";

    internal BatchStatement StatementFor(string relation, WalkKey key) =>
        new(Definition, shape, store.Sql.Schema, relation, key, job.Facts.Touched);

    /// <summary>Ends when a worker of this process has completed the backfill.</summary>
    internal Task Completed => completed.Task;

    /// <summary>Lets nobody in this process wait for more work.</summary>
    internal void Complete() => completed.TrySetResult();

    internal void Tell(BackfillEvent backfillEvent) => observer(backfillEvent);

    /// <summary>Makes a decision known: at once to the observer, with the next sign of life to the journal.</summary>
    internal void Decide(Guid? worker, BackfillDecisionKind kind, string reason)
    {
        var decision = new BackfillDecision(timeProvider.GetUtcNow(), worker, kind, reason);
        unwritten.Enqueue(decision);
        observer(new BackfillDecided(Name, decision));
    }

    /// <summary>The decisions that the journal does not have yet.</summary>
    internal IReadOnlyList<BatchItem> TakeDecisions()
    {
        var items = new List<BatchItem>();
        while (unwritten.TryDequeue(out var decision))
        {
            items.Add(store.Decision(Name, decision.Worker, decision.Kind, decision.Reason));
        }

        return items;
    }
}
