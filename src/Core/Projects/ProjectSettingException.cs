using SchemaMigrate.Errors;

namespace SchemaMigrate.Projects;

/// <summary>The settings file cannot be used. All problems are listed.</summary>
public sealed class ProjectSettingException : MigrationException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The settings file.</param>
    /// <param name="problems">At least one problem.</param>
    public ProjectSettingException(string path, IReadOnlyList<SettingProblem> problems)
        : base(ProjectErrors.ProjectSettingInvalid, string.Join('\n', (problems ?? throw new ArgumentNullException(nameof(problems))).Select(problem => problem.Message)))
    {
        Path = path;
        Problems = problems;
        Target = path;
    }

    /// <summary>The settings file.</summary>
    public string Path { get; }

    /// <summary>Every problem, in the order of the file.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; }
}
