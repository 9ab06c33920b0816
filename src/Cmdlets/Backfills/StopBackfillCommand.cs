using System.Management.Automation;
using SchemaMigrate.Backfills;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>Ends a backfill for good after the batches that are under way. What was changed stays changed; it cannot be resumed.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Backfill", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(BackfillStatus))]
public sealed class StopBackfillCommand : NamedBackfillCmdlet
{
    /// <summary>Why, for others who look.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        if (ShouldProcess(Name, "Stop backfill for good"))
        {
            WriteObject(await (await ServiceAsync(cancellationToken)).StopAsync(Name, Reason, cancellationToken));
        }
    }
}
