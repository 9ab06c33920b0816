using SchemaMigrate.Errors;

namespace SchemaMigrate.Execution;

/// <summary>A run stopped in a step. Tells where, what was kept, and how to go on.</summary>
public class StepException : MigrationException
{
    internal StepException(ErrorDefinition definition, StepLocation location, string what, IReadOnlyList<string> kept, Exception? innerException)
        : base(definition, Compose(location, what, kept), innerException)
    {
        Location = location;
        Kept = kept;
        Target = location.RevisionId;
    }

    /// <summary>Where the run stopped.</summary>
    public StepLocation Location { get; }

    /// <summary>Id of the revision.</summary>
    public string RevisionId => Location.RevisionId;

    /// <summary>Path of the revision's file, when there is one.</summary>
    public string? Path => Location.Path;

    /// <summary>Line in the file, from 1; 0 when unknown.</summary>
    public int Line => Location.Line;

    /// <summary>Column in the file, from 1; 0 when unknown.</summary>
    public int Column => Location.Column;

    /// <summary>The statement that was running; null when it was none in particular.</summary>
    public string? Statement => Location.Statement;

    /// <summary>Ids of the revisions that this run finished before; they stay.</summary>
    public IReadOnlyList<string> Kept { get; }

    private static string Compose(StepLocation location, string what, IReadOnlyList<string> kept) =>
        $"Revision {location.RevisionId}, step {location.StepOrdinal}, {location.Place}: {what} " +
        (kept.Count == 0
            ? "Nothing was finished in this run before it."
            : $"Finished in this run and kept: {string.Join(", ", kept)}.");
}
