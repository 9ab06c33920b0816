using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Cmdlets.Revisions;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets.Preflight;

/// <summary>Makes sources of a project's revisions.</summary>
internal static class ProjectSources
{
    public static async Task<DatabaseState?> StateAsync(ConnectionTarget? target, RunOptions options, CancellationToken cancellationToken) =>
        target is null ? null : await new Migrator(target, options, TimeProvider.System, _ => { }).ReadStateAsync(cancellationToken);

    /// <summary>The revisions that are meant: those that are named, in the order of the graph, or all that are pending.</summary>
    public static IEnumerable<Revision> Choose(RevisionGraph graph, IReadOnlyList<string> named, DatabaseState? state)
    {
        var applied = state?.AppliedIds ?? (IEnumerable<string>)[];
        if (named.Count == 0)
        {
            return graph.UpgradePath(applied, TargetSelector.Parse("heads"));
        }

        var chosen = named.SelectMany(text => text.Contains(':', StringComparison.Ordinal)
            ? graph.Resolve(TargetRange.Parse(text), applied).Path
            : [graph.Resolve(TargetSelector.Parse(text), applied)]).ToHashSet();
        return graph.Revisions.Where(chosen.Contains);
    }

    /// <summary>What must be there before revisions can be applied, and is neither applied nor among them; in the order of the graph.</summary>
    public static IEnumerable<Revision> Below(RevisionGraph graph, IReadOnlyList<Revision> chosen, DatabaseState? state)
    {
        var below = chosen.SelectMany(graph.AncestorsOf).ToHashSet();
        below.ExceptWith(chosen);
        return graph.Revisions.Where(revision => below.Contains(revision) && state?.AppliedIds.Contains(revision.Id) != true);
    }

    /// <summary>A file: SQL, or a revision in PowerShell, which is evaluated.</summary>
    public static async Task<PreflightSource> OfFileAsync(string path, AsyncCmdlet cmdlet, int serverMajor, CancellationToken cancellationToken) =>
        path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? await OfAsync(Revision.Parse(path, await File.ReadAllTextAsync(path, cancellationToken)), cmdlet, serverMajor, cancellationToken)
            : await FileSource.ReadAsync(path, cancellationToken);

    public static async Task<PreflightSource> OfAsync(Revision revision, AsyncCmdlet cmdlet, int serverMajor, CancellationToken cancellationToken) =>
        revision.Format == RevisionFormat.Sql
            ? RevisionSources.Of(revision)
            : RevisionSources.Of(revision, await new PowerShellRevisions(cmdlet).EvaluateAsync(revision, cancellationToken), serverMajor);
}
