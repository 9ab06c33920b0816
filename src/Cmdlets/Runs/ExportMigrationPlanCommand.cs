using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Errors;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Cmdlets;

/// <summary>Writes a plan to a JSON file, to be reviewed, approved, and run with Invoke-MigrationUpgrade -Plan: exactly that, or nothing.</summary>
[Cmdlet(VerbsData.Export, "MigrationPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMigrationPlanCommand : AsyncCmdlet
{
    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The plan, as Get-MigrationPlan gives it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public Plan? InputObject { get; set; }

    /// <summary>Replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var path = await OnPipelineAsync(() => SessionPaths.Any(this, Path!));
        if (File.Exists(path) && !Force)
        {
            throw new MigrationException(ShellErrors.FileExists, $"'{path}' exists.") { Target = path };
        }

        if (ShouldProcess(path, $"Write plan {InputObject!.Hash[..12]}"))
        {
            await File.WriteAllTextAsync(path, PlanFile.Write(InputObject), cancellationToken);
            WriteObject(new FileInfo(path));
        }
    }
}
