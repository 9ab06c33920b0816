using System.Management.Automation;
using SchemaMigrate.Cmdlets.Pipeline;

namespace SchemaMigrate.Tests.Cmdlets;

/// <summary>An asynchronous cmdlet whose work is what the test says.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Work", SupportsShouldProcess = true)]
public sealed class InvokeWorkCommand : AsyncCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public Func<InvokeWorkCommand, CancellationToken, Task> Work { get; set; } = null!;

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    [Parameter]
    public TimeSpan Cleanup { get; set; } = TimeSpan.FromSeconds(15);

    protected override TimeSpan CleanupTimeout => Cleanup;

    public Task<T> OnSession<T>(Func<T> function) => OnPipelineAsync(function);

    protected override Task ProcessRecordAsync(CancellationToken cancellationToken) => Work(this, cancellationToken);
}
