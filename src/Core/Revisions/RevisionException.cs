using System.Globalization;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Revisions;

/// <summary>
/// The revision files cannot be used. All problems that were found are listed, so that one look is enough to mend them. The error id is
/// the problems' own when they all share one, otherwise <see cref="RevisionErrors.RevisionsInvalid"/>.
/// </summary>
public sealed class RevisionException : MigrationException
{
    private const int ShownProblems = 20;

    /// <summary>Creates the error for one or more problems.</summary>
    /// <param name="problems">At least one problem, in the order in which they shall be shown.</param>
    public RevisionException(IReadOnlyList<RevisionProblem> problems)
        : base(DefinitionOf(problems), MessageOf(problems)) => Problems = problems;

    internal RevisionException(RevisionProblem problem)
        : this([problem])
    {
    }

    /// <summary>Every problem that was found.</summary>
    public IReadOnlyList<RevisionProblem> Problems { get; }

    /// <summary>The file of the first problem, or null.</summary>
    public string? Path => Problems[0].Path;

    /// <summary>The line of the first problem, counted from 1, or null.</summary>
    public int? Line => Problems[0].Line;

    private static ErrorDefinition DefinitionOf(IReadOnlyList<RevisionProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentOutOfRangeException.ThrowIfZero(problems.Count);
        return problems.All(problem => problem.Definition.Id == problems[0].Definition.Id)
            ? problems[0].Definition
            : RevisionErrors.RevisionsInvalid;
    }

    private static string MessageOf(IReadOnlyList<RevisionProblem> problems)
    {
        if (problems.Count == 1)
        {
            return problems[0].Message;
        }

        var lines = problems.Take(ShownProblems).Select(problem => "  " + problem.Message);
        var rest = problems.Count > ShownProblems
            ? string.Create(CultureInfo.InvariantCulture, $"\n  … and {problems.Count - ShownProblems} more")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"The revision files have {problems.Count} problems:\n")
            + string.Join('\n', lines) + rest;
    }
}
