using System.Management.Automation;
using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Journal;

namespace SchemaMigrate.Cmdlets;

/// <summary>Reads the audit log of the database: who applied, undid, stamped or repaired what, when, from where, and what failed. Newest first.</summary>
[Cmdlet(VerbsCommon.Get, "MigrationHistory")]
[OutputType(typeof(JournalEvent))]
public sealed class GetMigrationHistoryCommand : ConnectionCmdlet
{
    /// <summary>Only the events of this revision; its whole id.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("RevisionId", "Id")]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public string? Revision { get; set; }

    /// <summary>At most so many events.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = 100;

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var migrator = new Migrator(await TargetAsync(cancellationToken), await OptionsAsync(cancellationToken), TimeProvider.System, _ => { });
        WriteObject(await migrator.ReadEventsAsync(First, Revision, cancellationToken), enumerateCollection: true);
    }
}
