using System.Management.Automation;
using System.Reflection;

namespace SchemaMigrate.Tests.Cmdlets;

/// <summary>Ends the pipeline after one object with the exception that Select-Object -First throws; that type is not public.</summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirstCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        var type = typeof(PSObject).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Single(c => c.GetParameters().Length == 1);
        throw (Exception)constructor.Invoke([this]);
    }
}
