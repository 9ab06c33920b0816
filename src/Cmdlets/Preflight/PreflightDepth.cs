using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Preflight;

/// <summary>Examines sources as deep as was asked for: the text, the database, a rehearsal.</summary>
internal sealed class PreflightDepth(PreflightEngine engine, RunOptions options, ConnectionTarget? target)
{
    public bool SkipData { get; init; }

    /// <summary>Whether the version was given by hand, and that of the database does not count.</summary>
    public bool FixedVersion { get; init; }

    public bool Rehearse { get; init; }

    public ConnectionTarget? Scratch { get; init; }

    public RehearsalOptions Rehearsal { get; init; } = new();

    /// <summary>Revisions that a rehearsal applies first.</summary>
    public IReadOnlyList<RehearsalRevision> Baseline { get; init; } = [];

    public async Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notes)> ExamineAsync(
        IReadOnlyList<PreflightSource> sources, IReadOnlyList<RehearsalRevision> rehearsals, CancellationToken cancellationToken)
    {
        await using var session = target is null ? null : await DatabaseSession.OpenAsync(
            target, "SchemaMigrate preflight", new SessionSettings { Role = options.Role is { } role ? new Identifier(role) : null, SearchPath = options.SearchPath }, cancellationToken);
        var used = session is null || FixedVersion ? engine : new PreflightEngine(engine.Options with
        {
            Server = new ServerVersion(session.Server.Major, session.Server.VersionNum % 10000),
        });
        var examination = used.Examine(sources, cancellationToken);
        if (session is not null)
        {
            var live = new LivePreflight(used.Options, new LiveOptions { ExamineData = !SkipData }, TimeProvider.System);
            examination = await live.ExamineAsync(session, examination, cancellationToken);
        }

        if (!Rehearse || rehearsals.Count == 0)
        {
            return (examination.Findings, []);
        }

        var script = new RehearsalScript(rehearsals)
        {
            ServerMajor = session?.Server.Major,
            ExcludedSchemas = [options.JournalSchema],
            Baseline = Baseline,
            Schema = session is null || Scratch is not null ? null : await SchemaSnapshotReader.ReadAsync(session, [options.JournalSchema], cancellationToken),
        };
        var report = Scratch is null
            ? await SandboxRehearsal.RunAsync(script, Rehearsal, TimeProvider.System, cancellationToken)
            : await new SchemaMigrate.Preflight.Rehearsal(Scratch, Rehearsal, TimeProvider.System).RunAsync(script, cancellationToken);
        return (RehearsalEvidence.Apply(examination, report), report.Notes);
    }
}
