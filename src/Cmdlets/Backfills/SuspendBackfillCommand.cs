using System.Management.Automation;
using SchemaMigrate.Backfills;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>Halts a backfill after the batches that are under way, wherever its workers run.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "Backfill", SupportsShouldProcess = true)]
[OutputType(typeof(BackfillStatus))]
public sealed class SuspendBackfillCommand : NamedBackfillCmdlet
{
    /// <summary>Why, for others who look.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        if (ShouldProcess(Name, "Suspend backfill"))
        {
            WriteObject(await (await ServiceAsync(cancellationToken)).SuspendAsync(Name, Reason, cancellationToken));
        }
    }
}
