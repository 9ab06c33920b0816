using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Projects;

namespace SchemaMigrate.Cmdlets;

/// <summary>Makes a folder a project: schemamigrate.json, its JSON schema for editors, and a folder for revisions. What is there stays.</summary>
[Cmdlet(VerbsData.Initialize, "MigrationProject", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ProjectInitialization))]
public sealed class InitializeMigrationProjectCommand : AsyncCmdlet
{
    /// <summary>The project's folder; made when it is not there. Default: the current location.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string? Path { get; set; }

    /// <summary>The folder of the revisions, relative to the project's. Default: migrations.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RevisionsPath { get; set; }

    /// <summary>Schema of the journal in the target databases. Default: schemamigrate.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalSchema { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var folder = await OnPipelineAsync(() => SessionPaths.Any(this, Path ?? "."));
        if (ShouldProcess(folder, "Create schemamigrate.json and the folder for revisions"))
        {
            WriteObject(await Project.InitializeAsync(folder, RevisionsPath, JournalSchema, cancellationToken));
        }
    }
}
