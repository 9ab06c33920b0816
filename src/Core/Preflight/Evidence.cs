namespace SchemaMigrate.Preflight;

/// <summary>One fact that bears on a finding.</summary>
/// <param name="Source">Where it comes from, in one word: <c>text</c>, <c>catalog</c>, <c>activity</c>, <c>data</c>, <c>rehearsal</c>.</param>
/// <param name="Weight">What it does to the finding.</param>
/// <param name="Text">The fact in a sentence: <c>37 rows have NULL in email.</c></param>
public sealed record Evidence(string Source, EvidenceWeight Weight, string Text)
{
    /// <summary>The severity that the finding has from now on; null leaves it to <see cref="Weight"/>.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The query that shows it, to be run by people; null when there is none.</summary>
    public string? Query { get; init; }

    /// <summary>How many rows or objects are concerned; null when it was not counted.</summary>
    public long? Count { get; init; }

    /// <summary>A few keys or names of what is concerned.</summary>
    public IReadOnlyList<string> Samples
    {
        get;
        // An array, because PowerShell cannot index the lists that the compiler makes of collection expressions.
        init => field = value as string[] ?? value.ToArray();
    } = Array.Empty<string>();

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Text}";
}
