using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>Compares a database's state with a project's revisions, without loading the parser.</summary>
public static class StatusReader
{
    private static readonly UpgradeRequest Everything = new(TargetSelector.Heads);

    /// <summary>The status.</summary>
    /// <param name="graph">The project's revisions.</param>
    /// <param name="state">The database's state.</param>
    public static MigrationStatus Read(RevisionGraph graph, DatabaseState state) => Read(graph, state, GateFacts.None);

    /// <summary>What must be read from the database for the gates of pending revisions.</summary>
    /// <param name="graph">The project's revisions.</param>
    /// <param name="state">The database's state.</param>
    public static GateQuestions QuestionsOf(RevisionGraph graph, DatabaseState state) => new GatedPath(graph, state, Everything).Questions;

    /// <summary>The status, with what waits for what.</summary>
    /// <param name="graph">The project's revisions.</param>
    /// <param name="state">The database's state.</param>
    /// <param name="facts">What was read for <see cref="QuestionsOf"/>.</param>
    public static MigrationStatus Read(RevisionGraph graph, DatabaseState state, GateFacts facts)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(facts);
        var pending = graph.UpgradePath(state.AppliedIds, TargetSelector.Heads);
        var path = new GatedPath(graph, state, Everything);
        var (runnable, held) = path.Split([.. path.Questions.Revisions.Select(revision => GateEvaluator.Evaluate(revision, facts, IgnoredGates.None))]);
        var last = state.Revisions.LastOrDefault(revision => revision.State != RevisionState.Applying);
        return new MigrationStatus(
            state.Database,
            runnable.Count == 0 && state.Unfinished is null,
            state.Heads,
            [.. graph.Heads.Select(head => head.Id)],
            [.. pending.Select(revision => revision.Id)],
            state.Unfinished?.Id,
            graph.UnknownOf(state.Revisions.Select(revision => revision.Id)),
            [.. state.Revisions.Where(applied => graph.TryGet(applied.Id, out var file) && file.RawChecksum != applied.RawChecksum).Select(applied => applied.Id)],
            state.AppliedIds.Count,
            last?.AppliedAt,
            last?.AppliedBy)
        {
            Held = held,
        };
    }
}
