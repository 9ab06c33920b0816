using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A rule's verdict on a statement. Immutable; facts of the database sharpen it through <see cref="Weigh"/>.</summary>
public sealed record Finding
{
    /// <summary>The rule: SM and three digits.</summary>
    public required string RuleId { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The rule's title.</summary>
    public required string Title { get; init; }

    /// <summary>What this statement does, with its names.</summary>
    public required string Message { get; init; }

    /// <summary>Why that hurts.</summary>
    public required string Why { get; init; }

    /// <summary>What to do instead.</summary>
    public required string SafeAlternative { get; init; }

    /// <summary>The revision's id; null for SQL that belongs to none.</summary>
    public string? Revision { get; init; }

    /// <summary>The number of the step within the revision, from 1: statements with the same number are committed together.</summary>
    public int Step { get; init; }

    /// <summary>The file, as it was given; null for text and operations.</summary>
    public string? Path { get; init; }

    /// <summary>Line of the file or text, from 1; 0 when the statement comes from an operation.</summary>
    public int Line { get; init; }

    /// <summary>Column of the line, from 1, in UTF-16 units; 0 when the statement comes from an operation.</summary>
    public int Column { get; init; }

    /// <summary>The statement as written.</summary>
    public string Statement { get; init; } = "";

    /// <summary>The strongest lock that the hazard is about.</summary>
    public LockMode LockMode { get; init; }

    /// <summary>Whether the lock keeps others from reading.</summary>
    public bool BlocksReads => LockMode == LockMode.AccessExclusive;

    /// <summary>Whether the lock keeps others from writing.</summary>
    public bool BlocksWrites => LockMode >= LockMode.Share;

    /// <summary>Whether a table is rewritten.</summary>
    public bool Rewrites { get; init; }

    /// <summary>Whether a table is read in full.</summary>
    public bool Scans { get; init; }

    /// <summary>The table, as the statement names it; null when there is none or its name is not in the statement.</summary>
    public string? Table { get; init; }

    /// <summary>Estimated number of rows; null when no database was asked.</summary>
    public long? TableRows { get; init; }

    /// <summary>Size in bytes with indexes and TOAST; null when no database was asked.</summary>
    public long? TableBytes { get; init; }

    /// <summary>How long the lock is likely to be held; null when no database was asked.</summary>
    public TimeSpan? Estimated { get; init; }

    /// <summary>How sure the finding is.</summary>
    public FindingVerdict Verdict { get; init; }

    /// <summary>The facts that were found for and against it.</summary>
    // An array, because PowerShell cannot index the lists that the compiler makes of collection expressions.
    public IReadOnlyList<Evidence> Evidence
    {
        get;
        init => field = value as Evidence[] ?? value.ToArray();
    } = Array.Empty<Evidence>();

    /// <summary>The rule's page, relative to the product's documentation.</summary>
    public string DocsPath => RulePages.PathOf(RuleId);

    /// <summary>The reason that was given for ignoring it; null when it is not ignored.</summary>
    public string? IgnoredBecause { get; init; }

    /// <summary>What the finding is about, as names instead of text.</summary>
    public FindingSubject Subject { get; init; } = FindingSubject.None;

    /// <summary>Whether the finding asks for action: it is neither dismissed by facts nor ignored with a reason.</summary>
    public bool Counts => Verdict != FindingVerdict.Dismissed && IgnoredBecause is null;

    /// <summary>The finding in the light of one more fact.</summary>
    /// <param name="evidence">The fact.</param>
    public Finding Weigh(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var weighed = this with { Evidence = [.. Evidence, evidence] };
        return evidence.Weight switch
        {
            EvidenceWeight.Confirms => weighed with { Verdict = FindingVerdict.Confirmed, Severity = evidence.Severity ?? Severity },
            EvidenceWeight.Escalates => weighed with
            {
                Verdict = FindingVerdict.Confirmed,
                Severity = evidence.Severity ?? (Severity < Severity.Error ? Severity + 1 : Severity.Error),
            },
            EvidenceWeight.Dismisses => weighed with { Verdict = FindingVerdict.Dismissed, Severity = evidence.Severity ?? Severity.Info },
            _ => evidence.Severity is { } severity ? weighed with { Severity = severity } : weighed,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{Path}:{Line}:{Column}: {RuleId} {Severity}: {Message}" : $"{RuleId} {Severity}: {Message}";
}
