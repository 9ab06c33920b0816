namespace SchemaMigrate.Preflight;

/// <summary>What the rows say to a question.</summary>
internal sealed record DataAnswer
{
    /// <summary>Offending rows; of duplicates, the rows too many.</summary>
    public long Count { get; init; }

    /// <summary>Groups of duplicates.</summary>
    public long Groups { get; init; }

    /// <summary>Rows of the largest group of duplicates.</summary>
    public long Worst { get; init; }

    /// <summary>The share of the table that was read, 0 to 1; 1 is a proof, less can only refute.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Keys of offending rows.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Failure { get; init; }

    public bool IsProof => Failure is null && Share >= 1;
}
