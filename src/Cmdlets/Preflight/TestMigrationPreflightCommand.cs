using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Cmdlets.Preflight;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;
using SchemaMigrate.Projects;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>
/// Says before the run what statements will lock, rewrite, fail or break. Without input it examines the project's pending revisions, or all of
/// them when nothing names a database; else what is named or piped in: revisions, plans, operations, files, text. Files and text need no project.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MigrationPreflight", DefaultParameterSetName = "Pending")]
[OutputType(typeof(Finding))]
public sealed class TestMigrationPreflightCommand : ConnectionCmdlet
{
    private readonly List<Operation> _operations = [];
    private readonly List<PreflightSource> _sources = [];
    private readonly List<RehearsalRevision> _rehearsals = [];
    private readonly List<RehearsalRevision> _baseline = [];
    private readonly List<Revision> _piped = [];
    private readonly PipedText _text = new();
    private PreflightEngine _engine = null!;
    private FailureGate _gate = null!;

    /// <summary>Only these revisions: ids, beginnings of ids, or a range such as ae10:head. Default: all that are pending.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Revision")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Revision { get; set; } = [];

    /// <summary>A plan of Get-MigrationPlan.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Plan")]
    [ValidateNotNull]
    public object? Plan { get; set; }

    /// <summary>SQL files; wildcards may be used. A file with the header of a revision is examined as one.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>SQL files, named literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>SQL as text.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sql")]
    [AllowEmptyString]
    public string? Sql { get; set; }

    /// <summary>What the pipeline brings: files of Get-ChildItem, paths, SQL as text or in lines, revisions, plans, operations.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Input")]
    public object? InputObject { get; set; }

    /// <summary>The server's version, for example 15 or 14.2. Default: that of the database when one is named, else the newest that is known.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ServerVersion { get; set; }

    /// <summary>From which severity on findings end the command with the error PreflightFailed, after all of them were emitted.</summary>
    [Parameter]
    public FailOn FailOn { get; set; }

    /// <summary>Rules whose findings are left out; -Reason says why.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RuleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SkipRule { get; set; } = [];

    /// <summary>Why the rules of -SkipRule are left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>Also emit findings that are ignored with a reason.</summary>
    [Parameter]
    public SwitchParameter IncludeIgnored { get; set; }

    /// <summary>Only look at the text, even where a database is named: no sizes, no rows, no activity.</summary>
    [Parameter]
    public SwitchParameter Static { get; set; }

    /// <summary>Look at the catalog and the activity of the database, but at no rows.</summary>
    [Parameter]
    public SwitchParameter SkipData { get; set; }

    /// <summary>Also apply everything in a sandbox, watch its locks and rewrites, and go down and up again. With a database its live schema is copied first.</summary>
    [Parameter]
    public SwitchParameter Rehearse { get; set; }

    /// <summary>The database to rehearse in, instead of a sandbox. It is changed, and must have the schema that the revisions start from.</summary>
    [Parameter]
    public object? ScratchDatabase { get; set; }

    /// <summary>Made-up rows to put into each table before the rehearsal; default none.</summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int RehearsalRows { get; set; }

    // What is brought to a database is examined together, when all of it is there: later sources build on earlier ones.
    private bool IsLive => !Static && (Connection is not null || ParameterSetName is "Pending" or "Revision" or "Plan");

    /// <inheritdoc/>
    protected override async Task BeginProcessingAsync(CancellationToken cancellationToken)
    {
        var project = await TryProjectAsync(cancellationToken);
        _engine = new PreflightEngine(new PreflightOptions
        {
            Server = Version(),
            RuleSeverities = (project?.Settings ?? ProjectSettings.Default).RuleSeverities,
            Skipped = Skipped(),
        });
        _gate = new FailureGate(FailOn);
    }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        switch (ParameterSetName)
        {
            case "Input":
                await ExamineInputAsync(InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject, cancellationToken);
                break;
            case "Plan":
                await ExamineInputAsync(Plan is PSObject plan ? plan.BaseObject : Plan, cancellationToken);
                break;
            case "Sql":
                Examine([FileSource.Of(Sql!, path: null)], cancellationToken);
                break;
            case "Path":
                await ExamineFilesAsync(await OnPipelineAsync(() => Path.SelectMany(path => SessionPaths.Existing(this, path)).ToList()), cancellationToken);
                break;
            case "LiteralPath":
                await ExamineFilesAsync(await OnPipelineAsync(() => LiteralPath.Select(path => SessionPaths.ExistingLiteral(this, path)).ToList()), cancellationToken);
                break;
            default:
                await ExamineProjectAsync(cancellationToken);
                break;
        }
    }

    /// <inheritdoc/>
    protected override async Task EndProcessingAsync(CancellationToken cancellationToken)
    {
        if (_text.Text is { } text)
        {
            Examine([FileSource.Of(text, path: null)], cancellationToken);
        }

        if (_operations.Count > 0)
        {
            Examine(PlanSources.Of(_operations, _engine.Options.Server.Major), cancellationToken);
        }

        if (_sources.Count > 0)
        {
            var target = IsLive ? await TryTargetAsync(cancellationToken) : null;
            if (_piped.Count > 0 && Rehearse)
            {
                var state = await ProjectSources.StateAsync(target, await OptionsAsync(cancellationToken), cancellationToken);
                await BuildOnAsync((await RevisionsAsync(cancellationToken)).Graph, _piped, state, cancellationToken);
            }

            var scratch = ScratchDatabase is null ? null : await OnPipelineAsync(() => Named(ScratchDatabase, null));
            var depth = new PreflightDepth(_engine, await OptionsAsync(cancellationToken), target)
            {
                SkipData = SkipData,
                FixedVersion = ServerVersion is not null,
                Rehearse = Rehearse,
                Scratch = scratch,
                Rehearsal = new RehearsalOptions { RowsPerTable = RehearsalRows },
                Baseline = _baseline,
            };
            var (findings, notes) = await depth.ExamineAsync(_sources, _rehearsals, cancellationToken);
            foreach (var note in notes)
            {
                WriteVerbose(note);
            }

            Emit(findings);
        }

        _gate.ThrowIfFailed();
    }

    private async Task ExamineInputAsync(object? input, CancellationToken cancellationToken)
    {
        switch (input)
        {
            case Operation operation:
                _operations.Add(operation);
                break;
            case Plan plan:
                _engine = ServerVersion is null ? new PreflightEngine(_engine.Options with { Server = new ServerVersion(plan.ServerMajor) }) : _engine;
                if (Rehearse)
                {
                    _rehearsals.AddRange(RehearsalRevision.Of(plan, cancellationToken));
                }

                Examine(PlanSources.Of(plan), cancellationToken, rehearsed: true);
                break;
            case RevisionInfo revision:
                _piped.Add(revision.Revision);
                Examine([await ProjectSources.OfAsync(revision.Revision, this, _engine.Options.Server.Major, cancellationToken)], cancellationToken);
                break;
            case FileInfo file:
                await ExamineFilesAsync([file.FullName], cancellationToken);
                break;
            case DirectoryInfo:
                break;
            case string text when _text.TryTake(text):
                break;
            case string path:
                await ExamineFilesAsync(await OnPipelineAsync(() => SessionPaths.Existing(this, path)), cancellationToken);
                break;
            default:
                throw new MigrationException(
                    ShellErrors.InputInvalid, $"A value of type {input?.GetType().Name ?? "null"} is neither a file, SQL, a revision, a plan nor an operation.") { Target = input };
        }
    }

    private async Task ExamineProjectAsync(CancellationToken cancellationToken)
    {
        var graph = (await RevisionsAsync(cancellationToken)).Graph;
        var state = await ProjectSources.StateAsync(await TryTargetAsync(cancellationToken), await OptionsAsync(cancellationToken), cancellationToken);
        if (state is not null && ServerVersion is null)
        {
            _engine = new PreflightEngine(_engine.Options with { Server = new ServerVersion(state.ServerMajor) });
        }
        else if (state is null && ParameterSetName == "Pending")
        {
            WriteVerbose("Nothing says which database is meant, so every revision is taken to be pending.");
        }

        var chosen = ProjectSources.Choose(graph, Revision, state).ToList();
        await BuildOnAsync(graph, chosen, state, cancellationToken);
        foreach (var revision in chosen)
        {
            Examine([await ProjectSources.OfAsync(revision, this, _engine.Options.Server.Major, cancellationToken)], cancellationToken);
        }
    }

    /// <summary>What a rehearsal of some revisions must apply first: what they build on and the database has not yet.</summary>
    private async Task BuildOnAsync(RevisionGraph graph, IReadOnlyList<Revision> chosen, DatabaseState? state, CancellationToken cancellationToken)
    {
        if (!Rehearse || ScratchDatabase is not null)
        {
            return;
        }

        var major = _engine.Options.Server.Major;
        foreach (var revision in ProjectSources.Below(graph, chosen, state))
        {
            _baseline.AddRange(RehearsalRevision.Of([await ProjectSources.OfAsync(revision, this, major, cancellationToken)], major, cancellationToken));
        }
    }

    private async Task ExamineFilesAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths.Where(path => !Directory.Exists(path)))
        {
            Examine([await ProjectSources.OfFileAsync(path, this, _engine.Options.Server.Major, cancellationToken)], cancellationToken);
        }
    }

    private void Examine(IReadOnlyList<PreflightSource> sources, CancellationToken cancellationToken, bool rehearsed = false)
    {
        if (!IsLive && !Rehearse)
        {
            Emit(_engine.Examine(sources, cancellationToken).Findings);
            return;
        }

        _sources.AddRange(sources);
        if (Rehearse && !rehearsed)
        {
            _rehearsals.AddRange(RehearsalRevision.Of(sources, _engine.Options.Server.Major, cancellationToken));
        }
    }

    private void Emit(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            _gate.Note(finding);
            if (finding.IgnoredBecause is null || IncludeIgnored)
            {
                WriteObject(finding);
            }
        }
    }

    private ServerVersion Version() => ServerVersion is null ? SchemaMigrate.Preflight.ServerVersion.Newest
        : SchemaMigrate.Preflight.ServerVersion.TryParse(ServerVersion, out var version) ? version
        : throw new MigrationException(ShellErrors.ParameterInvalid, $"'{ServerVersion}' is no version of PostgreSQL, such as 15 or 14.2.") { Target = ServerVersion };

    private Dictionary<string, string> Skipped()
    {
        if (SkipRule.Length > 0 != Reason is not null)
        {
            throw new MigrationException(ShellErrors.ParameterInvalid, "-SkipRule and -Reason need each other: a rule is only left out with a reason.");
        }

        return SkipRule.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(
            id => RuleCatalog.Find(id)?.Id ?? throw new MigrationException(PreflightErrors.RuleUnknown, $"There is no rule '{id}'.") { Target = id },
            _ => Reason!, StringComparer.OrdinalIgnoreCase);
    }
}
