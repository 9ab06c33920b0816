using SchemaMigrate.Planning;

namespace SchemaMigrate.Preflight;

/// <summary>A revision as a rehearsal needs it.</summary>
/// <param name="Id">Its id; null for SQL that belongs to no revision.</param>
/// <param name="Path">The file, as findings shall name it.</param>
/// <param name="Up">The steps of the upgrade.</param>
/// <param name="Down">The steps of the downgrade; null when there is none.</param>
public sealed record RehearsalRevision(string? Id, string? Path, IReadOnlyList<Step> Up, IReadOnlyList<Step>? Down)
{
    /// <summary>The revisions of a plan.</summary>
    /// <param name="plan">An upgrade plan.</param>
    /// <param name="cancellationToken">Stops parsing the downgrades.</param>
    public static IReadOnlyList<RehearsalRevision> Of(Plan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Revisions.Select(revision => new RehearsalRevision(
            revision.Id, revision.Path ?? revision.FileName, [.. plan.Steps.Where(step => step.RevisionId == revision.Id)],
            Steps(revision, revision.DowngradeSql, plan.ServerMajor, cancellationToken)))];
    }

    /// <summary>Applied revisions, from what the journal or the files have of them.</summary>
    /// <param name="revisions">The revisions in the order of application.</param>
    /// <param name="serverMajor">Major version of the server.</param>
    /// <param name="cancellationToken">Stops parsing.</param>
    public static IReadOnlyList<RehearsalRevision> Of(IEnumerable<PlannedRevision> revisions, int serverMajor, CancellationToken cancellationToken = default) =>
        [.. revisions.Select(revision => new RehearsalRevision(
            revision.Id, revision.Path ?? revision.FileName, Steps(revision, revision.UpgradeSql, serverMajor, cancellationToken)!, null))];

    /// <summary>Sources of a preflight: their statements in the steps in which the runner would execute them.</summary>
    /// <param name="sources">The sources in the order of application.</param>
    /// <param name="serverMajor">Major version of the server.</param>
    /// <param name="cancellationToken">Stops parsing.</param>
    /// <exception cref="Errors.MigrationException">SQL that cannot be parsed or planned.</exception>
    public static IReadOnlyList<RehearsalRevision> Of(IEnumerable<PreflightSource> sources, int serverMajor, CancellationToken cancellationToken = default) =>
        [.. sources.Select(source => new RehearsalRevision(
            source.Revision, source.Path,
            new StepBuilder(serverMajor, cancellationToken).Build(
                source.Revision ?? "", source.Path ?? "the text", [.. source.Parts.Select(Body)], []),
            source.WayBack is { } back ? new StepBuilder(serverMajor, cancellationToken).Build(source.Revision ?? "", source.Path ?? "the text", [Body(back)], []) : null))];

    private static BodyPart Body(SourcePart part) => new(part.Sql, part.StartLine, part.StartsTransaction);

    private static IReadOnlyList<Step>? Steps(PlannedRevision revision, string? sql, int serverMajor, CancellationToken cancellationToken) =>
        sql is null ? null : new StepBuilder(serverMajor, cancellationToken).Build(revision.Id, revision.FileName, BodyText.Read(sql), []);
}
