using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>Compares a database's state with a project's revisions, without loading the parser.</summary>
public static class StatusReader
{
    /// <summary>The status.</summary>
    /// <param name="graph">The project's revisions.</param>
    /// <param name="state">The database's state.</param>
    public static MigrationStatus Read(RevisionGraph graph, DatabaseState state)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(state);
        var pending = graph.UpgradePath(state.AppliedIds, TargetSelector.Heads);
        var last = state.Revisions.LastOrDefault(revision => revision.State != RevisionState.Applying);
        return new MigrationStatus(
            state.Database,
            pending.Count == 0 && state.Unfinished is null,
            state.Heads,
            [.. graph.Heads.Select(head => head.Id)],
            [.. pending.Select(revision => revision.Id)],
            state.Unfinished?.Id,
            graph.UnknownOf(state.Revisions.Select(revision => revision.Id)),
            [.. state.Revisions.Where(applied => graph.TryGet(applied.Id, out var file) && file.RawChecksum != applied.RawChecksum).Select(applied => applied.Id)],
            state.AppliedIds.Count,
            last?.AppliedAt,
            last?.AppliedBy);
    }
}
