using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>Lists the project's revisions in the order in which they are applied; when a database is named, with their state there.</summary>
[Cmdlet(VerbsCommon.Get, "MigrationRevision")]
[OutputType(typeof(RevisionInfo))]
public sealed class GetMigrationRevisionCommand : ConnectionCmdlet
{
    /// <summary>Only this one: an id, the beginning of one, head, or any target that means exactly one. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RevisionId", "Id")]
    [TextOf("RevisionId", "Id")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public string? Revision { get; set; }

    /// <summary>Only what is not applied in the database.</summary>
    [Parameter]
    public SwitchParameter Pending { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var graph = (await RevisionsAsync(cancellationToken)).Graph;
        var target = Pending ? await TargetAsync(cancellationToken) : await TryTargetAsync(cancellationToken);
        var state = target is null
            ? null
            : await new Migrator(target, await OptionsAsync(cancellationToken), TimeProvider.System, _ => { }).ReadStateAsync(cancellationToken);
        var applied = state?.Revisions.ToDictionary(revision => revision.Id, StringComparer.Ordinal);
        var chosen = Revision is null
            ? graph.Revisions
            : [graph.Resolve(TargetSelector.Parse(Revision), state?.AppliedIds ?? (IEnumerable<string>)[])];
        foreach (var revision in chosen)
        {
            var known = applied?.GetValueOrDefault(revision.Id);
            if (!Pending || known is not { State: RevisionState.Applied })
            {
                WriteObject(new RevisionInfo(revision, graph, known, state is not null));
            }
        }
    }
}
