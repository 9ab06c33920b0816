using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Reporting;

/// <summary>What is to be reported.</summary>
public sealed record Report
{
    /// <summary>Findings of a preflight, in their order.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Plans.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];

    /// <summary>Runs that came to their end.</summary>
    public IReadOnlyList<RunResult> Runs { get; init; } = [];

    /// <summary>Errors that ended a command.</summary>
    public IReadOnlyList<Exception> Errors { get; init; } = [];

    /// <summary>The folder that paths are made relative to, as reports need them; null leaves them as they are.</summary>
    public string? Root { get; init; }

    /// <summary>The stable id of an error.</summary>
    internal static string IdOf(Exception error) => error is MigrationException known ? known.ErrorId : error.GetType().Name;

    /// <summary>A path as reports spell it: relative to the root when it is below it, with forward slashes.</summary>
    internal string? Spell(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var relative = Root is null || !Path.IsPathFullyQualified(path) ? path : Path.GetRelativePath(Root, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
