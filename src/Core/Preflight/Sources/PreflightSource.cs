using SchemaMigrate.Revisions;

namespace SchemaMigrate.Preflight;

/// <summary>A text that is applied as a whole: a revision, a file, a string, operations. Objects that it creates itself are safe to lock in it.</summary>
/// <param name="Parts">The SQL.</param>
/// <param name="Runner">Who runs it.</param>
public sealed record PreflightSource(IReadOnlyList<SourcePart> Parts, SourceRunner Runner)
{
    /// <summary>The revision's id; null when it is none.</summary>
    public string? Revision { get; init; }

    /// <summary>The file, as findings shall name it; null when there is none.</summary>
    public string? Path { get; init; }

    /// <summary>The revision's phase.</summary>
    public RevisionPhase Phase { get; init; }

    /// <summary>What is known of the way back.</summary>
    public SourceDowngrade Downgrade { get; init; }

    /// <summary>The SQL that undoes it, when it is written beside it; only looked at for whether it can be read.</summary>
    public SourcePart? WayBack { get; init; }

    /// <summary>True when operations wrote the SQL: remarks on what only the author of a text could have known are left out.</summary>
    public bool FromOperations { get; init; }

    /// <summary>A text that something else will run.</summary>
    /// <param name="sql">The SQL.</param>
    /// <param name="path">The file that it comes from.</param>
    public static PreflightSource OfText(string sql, string? path = null) => new([new SourcePart(sql)], SourceRunner.Other) { Path = path };
}
