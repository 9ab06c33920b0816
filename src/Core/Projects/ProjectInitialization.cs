namespace SchemaMigrate.Projects;

/// <summary>What creating a project did.</summary>
/// <param name="Project">The project.</param>
/// <param name="Created">Full paths of the files and directories that were created; empty when all was there.</param>
public sealed record ProjectInitialization(Project Project, IReadOnlyList<string> Created)
{
    /// <summary>Whether anything was created.</summary>
    public bool Changed => Created.Count > 0;
}
