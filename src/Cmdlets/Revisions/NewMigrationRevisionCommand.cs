using System.Management.Automation;
using SchemaMigrate.Cmdlets.Revisions;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>
/// Writes a new revision file: a skeleton to fill in, or what is piped in. Its parents are the heads of the main line. Operations give a
/// PowerShell revision by default, SQL text a SQL revision. A recipe gives one linked revision for each of its phases.
/// </summary>
[Cmdlet(VerbsCommon.New, "MigrationRevision", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(RevisionInfo))]
public sealed class NewMigrationRevisionCommand : ProjectCmdlet
{
    private readonly List<Operation> _operations = [];
    private readonly List<string> _sql = [];

    /// <summary>What the revision does, in one line.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>Sql or PowerShell. Default: PowerShell for piped operations, otherwise Sql.</summary>
    [Parameter]
    public RevisionFormat? Format { get; set; }

    /// <summary>Operations of the operation cmdlets, or lines of SQL.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>SQL that undoes piped SQL.</summary>
    [Parameter]
    public string? DowngradeSql { get; set; }

    /// <summary>Why there is no way back.</summary>
    [Parameter]
    public string? Irreversible { get; set; }

    /// <summary>Ids of the parents, or the beginnings of them. Default: the heads of the main line. An empty list makes a new root.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public string[]? Parent { get; set; }

    /// <summary>Join all heads of the project, so that there is one again.</summary>
    [Parameter]
    public SwitchParameter Merge { get; set; }

    /// <summary>Expand, Migrate or Contract.</summary>
    [Parameter]
    public RevisionPhase Phase { get; set; }

    /// <summary>Branch labels.</summary>
    [Parameter]
    public string[] Label { get; set; } = [];

    /// <summary>Other revisions that must be applied before, without being parents.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public string[] Requires { get; set; } = [];

    /// <inheritdoc/>
    protected override Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        switch (InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject)
        {
            case null:
                break;
            case Operation operation:
                _operations.Add(operation);
                break;
            case string sql:
                _sql.Add(sql);
                break;
            default:
                throw new MigrationException(
                    ShellErrors.InputInvalid, $"A value of type {InputObject?.GetType().Name} is neither an operation nor SQL text.") { Target = InputObject };
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndProcessingAsync(CancellationToken cancellationToken)
    {
        if (_operations.Count > 0 && _sql.Count > 0)
        {
            throw new MigrationException(ShellErrors.InputInvalid, "Operations and SQL text cannot be mixed; wrap the SQL in Invoke-MigrationSql.");
        }

        var directory = await RevisionsAsync(cancellationToken);
        var draft = new RevisionDraft
        {
            Message = Message!,
            Format = Format ?? (_operations.Count > 0 ? RevisionFormat.PowerShell : RevisionFormat.Sql),
            Parents = [.. Parents(directory.Graph).Select(revision => revision.Id)],
            Phase = Phase,
            Labels = Label,
            Requires = [.. Requires.Select(required => Find(directory.Graph, required).Id)],
            IrreversibleReason = Irreversible,
        };
        var writer = new RevisionWriter(TimeProvider.System, new RevisionIdGenerator());
        if (_operations.Any(operation => operation is Recipe))
        {
            await WriteRecipeAsync(directory, draft, writer, cancellationToken);
            return;
        }

        draft = _operations.Count > 0 ? WithOperations(draft) : WithSql(draft);
        if (!ShouldProcess(directory.Path, $"Create a revision '{Message}' on {(draft.Parents.Count == 0 ? "base" : string.Join(", ", draft.Parents))}"))
        {
            return;
        }

        var written = await writer.CreateAsync(directory.Path, draft, directory.Graph, cancellationToken);
        WriteObject(new RevisionInfo(written, null, null, connected: false));
    }

    private async Task WriteRecipeAsync(RevisionDirectory directory, RevisionDraft common, RevisionWriter writer, CancellationToken cancellationToken)
    {
        if (Phase != RevisionPhase.Unspecified || Irreversible is not null || DowngradeSql is not null)
        {
            throw new MigrationException(
                ShellErrors.InputInvalid, "A recipe gives its revisions their phases and their way back; leave -Phase, -Irreversible and -DowngradeSql out.");
        }

        var drafts = RecipeDrafts.Of(common, _operations, writer, directory.Graph);
        var parents = common.Parents.Count == 0 ? "base" : string.Join(", ", common.Parents);
        if (!ShouldProcess(directory.Path, $"Create {drafts.Count} revisions on {parents}: {string.Join("; ", drafts.Select(draft => draft.Message))}"))
        {
            return;
        }

        foreach (var draft in drafts)
        {
            // The second and later ones name revisions that the graph does not have yet.
            var written = await writer.CreateAsync(directory.Path, draft, draft == drafts[0] ? directory.Graph : null, cancellationToken);
            WriteObject(new RevisionInfo(written, null, null, connected: false));
        }
    }

    private IReadOnlyList<Revision> Parents(RevisionGraph graph) => Merge
        ? Parent is null
            ? graph.Heads
            : throw new MigrationException(ShellErrors.InputInvalid, "-Merge joins all heads; leave -Parent out, or name the heads with -Parent alone.")
        : Parent is not null ? [.. Parent.Select(parent => Find(graph, parent))] : graph.MainLineHeads;

    private static Revision Find(RevisionGraph graph, string id) => graph.Resolve(TargetSelector.Parse(id), []);

    private RevisionDraft WithOperations(RevisionDraft draft)
    {
        if (draft.Format == RevisionFormat.PowerShell)
        {
            return draft with { Upgrade = [.. _operations.Select(operation => operation.ToScript())] };
        }

        var sql = WrittenOperations.Of(_operations);
        return draft with
        {
            Upgrade = [sql.Upgrade],
            Downgrade = sql.Downgrade is { } downgrade ? [downgrade] : null,
            IrreversibleReason = draft.IrreversibleReason ?? sql.IrreversibleReason,
        };
    }

    private RevisionDraft WithSql(RevisionDraft draft)
    {
        var upgrade = draft.Format == RevisionFormat.PowerShell && _sql.Count > 0
            ? [new InvokeSql(string.Join('\n', _sql)).ToScript()]
            : (IReadOnlyList<string>)_sql;
        return draft with { Upgrade = upgrade, Downgrade = DowngradeSql is null ? null : [DowngradeSql] };
    }
}
