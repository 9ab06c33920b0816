using System.Management.Automation;
using SchemaMigrate.Backfills;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>Changes how a backfill goes about its work, while it runs. Workers see it within about a second.</summary>
[Cmdlet(VerbsCommon.Set, "Backfill", SupportsShouldProcess = true)]
[OutputType(typeof(BackfillStatus))]
public sealed class SetBackfillCommand : BackfillOptionCmdlet
{
    /// <summary>The name of the backfill; objects of Get-Backfill can be piped in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        if (ShouldProcess(Name, "Change backfill"))
        {
            WriteObject(await (await ServiceAsync(cancellationToken)).SetAsync(Name, Apply, cancellationToken));
        }
    }
}
