using SchemaMigrate.Errors;

namespace SchemaMigrate.Revisions;

/// <summary>A selector cannot be followed: unknown, ambiguous, overshooting, or blocked by what is applied.</summary>
public sealed class TargetException : MigrationException
{
    /// <summary>Creates the error.</summary>
    /// <param name="definition">The row of the error table.</param>
    /// <param name="message">What happened; the candidates are added to it, one a line.</param>
    /// <param name="candidates">The revisions that the user may have meant, or has to deal with first.</param>
    public TargetException(ErrorDefinition definition, string message, IReadOnlyList<Revision> candidates)
        : base(definition, message + List(candidates)) => Candidates = candidates;

    /// <summary>The revisions that the user may have meant, or has to deal with first. May be empty.</summary>
    public IReadOnlyList<Revision> Candidates { get; }

    private static string List(IReadOnlyList<Revision> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return string.Concat(candidates.Select(candidate => $"\n  {candidate.Id}  {candidate.Message}{PhaseOf(candidate)}"));
    }

    private static string PhaseOf(Revision revision) =>
        revision.Phase == RevisionPhase.Unspecified ? "" : $" ({revision.Phase.ToString().ToLowerInvariant()})";
}
