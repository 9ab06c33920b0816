namespace SchemaMigrate.Revisions;

/// <summary>What a new revision file shall say.</summary>
public sealed record RevisionDraft
{
    /// <summary>What the revision does, in one line.</summary>
    public required string Message { get; init; }

    /// <summary>How the body is written.</summary>
    public RevisionFormat Format { get; init; } = RevisionFormat.Sql;

    /// <summary>The id, or null for a generated one.</summary>
    public string? Id { get; init; }

    /// <summary>The ids of the parents.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>The phase.</summary>
    public RevisionPhase Phase { get; init; }

    /// <summary>Branch labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Other revisions that must be applied before.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Conditions that must hold before the revision may run.</summary>
    public IReadOnlyList<Gate> Gates { get; init; } = [];

    /// <summary>
    /// The upgrade: lines of SQL, or PowerShell commands that emit operations, one entry per command (an entry may span several lines and
    /// is then written as it is). Empty for a skeleton to fill in.
    /// </summary>
    public IReadOnlyList<string> Upgrade { get; init; } = [];

    /// <summary>
    /// The downgrade, in the same manner; null when there are none. In PowerShell null means that the inverse of the operations is used; in SQL
    /// it gives an empty section to fill in.
    /// </summary>
    public IReadOnlyList<string>? Downgrade { get; init; }

    /// <summary>Why there is no way back, in one line; null when there is one.</summary>
    public string? IrreversibleReason { get; init; }

    /// <summary>The lines of the verify section; null for none. SQL only.</summary>
    public IReadOnlyList<string>? Verify { get; init; }
}
