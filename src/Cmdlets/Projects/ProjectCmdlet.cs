using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Projects;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>The base of the cmdlets that work in a project: a folder with a schemamigrate.json.</summary>
public abstract class ProjectCmdlet : AsyncCmdlet
{
    private Project? _project;
    private string? _projectFrom;

    /// <summary>The project's folder, or a folder below it. Default: the current location.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Project")]
    public string? ProjectPath { get; set; }

    /// <summary>The project, or null when there is none and none was named.</summary>
    private protected async Task<Project?> TryProjectAsync(CancellationToken cancellationToken)
    {
        var start = await OnPipelineAsync(() => ProjectPath is null
            ? SessionState.Path.CurrentFileSystemLocation.ProviderPath
            : SessionPaths.ExistingLiteral(this, ProjectPath));

        // Each piped object may bring a project of its own.
        if (_projectFrom != start)
        {
            _project = null;
            var root = ProjectPath is null ? ProjectLocator.TryFind(start) : ProjectLocator.Find(start);
            if (root is not null)
            {
                _project = await Project.LoadAsync(root, cancellationToken);
                foreach (var warning in _project.Warnings)
                {
                    WriteWarning($"{_project.SettingsPath}:{warning.Line}: {warning.Message}");
                }
            }

            _projectFrom = start;
        }

        return _project;
    }

    /// <summary>The project.</summary>
    private protected async Task<Project> ProjectAsync(CancellationToken cancellationToken) =>
        await TryProjectAsync(cancellationToken)
        ?? await Project.LoadAsync(ProjectLocator.Find(SessionState.Path.CurrentFileSystemLocation.ProviderPath), cancellationToken);

    /// <summary>The project's revisions.</summary>
    private protected async Task<RevisionDirectory> RevisionsAsync(CancellationToken cancellationToken)
    {
        var project = await ProjectAsync(cancellationToken);
        var directory = await RevisionDirectory.LoadAsync(project.RevisionsPath, cancellationToken);
        foreach (var ignored in directory.IgnoredFiles)
        {
            WriteVerbose($"Not a revision: {ignored}");
        }

        return directory;
    }
}
