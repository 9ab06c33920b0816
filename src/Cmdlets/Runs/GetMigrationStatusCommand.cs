using System.Management.Automation;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Cmdlets;

/// <summary>Tells where the database is and what is pending. With -Require it fails when something is: a gate for release pipelines.</summary>
[Cmdlet(VerbsCommon.Get, "MigrationStatus")]
[OutputType(typeof(MigrationStatus))]
public sealed class GetMigrationStatusCommand : ConnectionCmdlet
{
    /// <summary>End in a terminating error when the database is not up to date.</summary>
    [Parameter]
    public SwitchParameter RequireUpToDate { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var graph = (await RevisionsAsync(cancellationToken)).Graph;
        var target = await TargetAsync(cancellationToken);
        var migrator = new Migrator(target, await OptionsAsync(cancellationToken), TimeProvider.System, _ => { });
        var gated = await migrator.ReadStateAsync(state => StatusReader.QuestionsOf(graph, state), cancellationToken);
        var status = StatusReader.Read(graph, gated.State, gated.Facts);
        WriteObject(status);
        if (RequireUpToDate && !status.UpToDate)
        {
            throw status.NotUpToDate();
        }
    }
}
