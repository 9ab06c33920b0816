using System.Management.Automation;
using SchemaMigrate.Backfills;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>Lets a suspended or failed backfill go on, and works on it in this process. For one that runs elsewhere, this process joins in.</summary>
[Cmdlet(VerbsLifecycle.Resume, "Backfill", SupportsShouldProcess = true)]
[OutputType(typeof(BackfillStatus))]
public sealed class ResumeBackfillCommand : NamedBackfillCmdlet
{
    /// <summary>Return at once; a task of this process works on it.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        if (ShouldProcess(Name, "Resume backfill"))
        {
            var service = await ServiceAsync(cancellationToken);
            await WorkAsync(service, await service.ResumeAsync(Name, cancellationToken), NoWait, cancellationToken);
        }
    }
}
