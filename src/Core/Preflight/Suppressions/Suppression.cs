namespace SchemaMigrate.Preflight;

/// <summary>A comment that says to ignore rules on a statement: <c>-- ignore SM031: the table has 12 rows</c>.</summary>
internal sealed record Suppression
{
    /// <summary>The rules, as written.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Why; empty when nothing was given, and then nothing is ignored.</summary>
    public required string Reason { get; init; }

    public required SourcePart Part { get; init; }

    /// <summary>The stretch of the part that it is about: from the comment to the end of the statement below it.</summary>
    public required int From { get; init; }

    public required int To { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }

    public required string Text { get; init; }

    /// <summary>The rules that it did keep silent.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static Suppression? Find(List<Suppression> suppressions, SourcePart part, int offset, string ruleId) =>
        suppressions.Find(each => ReferenceEquals(each.Part, part) && offset >= each.From && offset < each.To
            && each.Rules.Contains(ruleId, StringComparer.OrdinalIgnoreCase));
}
