using System.Management.Automation;
using SchemaMigrate.Cmdlets.Pipeline;

namespace SchemaMigrate.Tests.Cmdlets;

/// <summary>A cmdlet that asks before it works, as downgrades and contracts do.</summary>
[Cmdlet(VerbsCommon.Remove, "Thing", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveThingCommand : AsyncCmdlet
{
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override bool MayAsk => !Force;

    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        WriteObject(Force || ShouldProcess("thing", "remove") ? "removed" : "kept");
    }
}
