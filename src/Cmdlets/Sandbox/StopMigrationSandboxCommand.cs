using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Cmdlets;

/// <summary>Ends a sandbox and removes all of it. One that this process has stopped already is no error.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MigrationSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class StopMigrationSandboxCommand : AsyncCmdlet
{
    /// <summary>The sandbox's name. Default: all that this process started.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SandboxNameCompleter))]
    [TextOf("Name")]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        foreach (var name in Name ?? [.. StartedSandboxes.Names])
        {
            if (!ShouldProcess(name, "Stop the server and remove its data"))
            {
                continue;
            }

            if (StartedSandboxes.Take(name) is { } server)
            {
                await server.StopAsync(cancellationToken);
            }
            else if (!StartedSandboxes.HasStopped(name))
            {
                await SandboxServer.StopAsync(name, TimeProvider.System, cancellationToken);
            }

            if (await OnPipelineAsync(() => CurrentConnection.Value?.Name) == name)
            {
                await OnPipelineAsync<object?>(() => CurrentConnection.Value = null);
            }
        }
    }
}
