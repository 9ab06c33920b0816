using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>Turns answers of the rows into evidence.</summary>
internal static class Verdicts
{
    /// <summary>Adds a finding when there are offending rows, and tells the answer to the findings of other rules.</summary>
    public static Action<DataAnswer> Foretell(
        LiveCase live, Rule rule, Func<DataQuestion> question, string? column, Func<DataAnswer, string> message, string none, Severity? severity, params string[] alsoTold) => answer =>
    {
        var written = live.PendingTable?.WrittenBy ?? live.Pending.OpaqueBy;
        if (answer.Count > 0 && answer.Failure is null)
        {
            var evidence = Bad(question(), answer, message(answer));
            live.Board.Add(
                live.Examined, rule, message(answer), new FindingSubject(live.TableName, column, null),
                written is null ? evidence : evidence with { Text = evidence.Text + $" The statement in {written.Spot} changes rows before; these must be gone by then." },
                written is null ? severity : Severity.Warning);
        }

        Tell(live, question(), answer, column, answer.Count > 0 ? message(answer) : none, alsoTold);
    };

    /// <summary>Confirms findings when there are offending rows, and dismisses them when it is proven that there are none.</summary>
    public static Action<DataAnswer> Decide(
        LiveCase live, Func<DataQuestion> question, string? column, Func<DataAnswer, string> message, string none, Severity confirmed, params string[] rules) => answer =>
    {
        if (answer.Failure is not null || (answer.Count == 0 && !answer.IsProof))
        {
            Tell(live, question(), answer, column, none, rules);
            return;
        }

        var evidence = answer.Count > 0
            ? Bad(question(), answer, message(answer)) with { Weight = EvidenceWeight.Confirms, Severity = confirmed }
            : Fact(EvidenceWeight.Dismisses, none);
        live.Board.Weigh(live.Examined, finding => Concerns(finding, column, rules), evidence);
    };

    private static void Tell(LiveCase live, DataQuestion question, DataAnswer answer, string? column, string text, string[] rules)
    {
        var fact = answer switch
        {
            { Failure: { } failure } => Fact(EvidenceWeight.Informs, $"The rows were not examined: {failure}.") with { Query = question.Query },
            { Count: > 0 } => Bad(question, answer, text),
            { IsProof: true } => Fact(EvidenceWeight.Informs, text),
            _ => Fact(EvidenceWeight.Informs, $"{text} That is of a sample of {answer.Share:P1} and proves nothing.") with { Query = question.Query },
        };
        live.Board.Weigh(live.Examined, finding => Concerns(finding, column, rules), fact);
    }

    private static bool Concerns(Finding finding, string? column, string[] rules) =>
        rules.Contains(finding.RuleId) && (column is null || finding.Subject.Column is null || finding.Subject.Column == column);

    private static Evidence Bad(DataQuestion question, DataAnswer answer, string text) => Fact(
        EvidenceWeight.Informs, $"{text}{(answer.Share < 1 ? $" That is of a sample of {answer.Share:P1}; in all there are more." : "")}"
            + (answer.Samples.Count > 0 ? $" For example {string.Join("; ", answer.Samples)}." : "")) with
    {
        Query = question.Query,
        Count = answer.Groups > 0 ? answer.Groups : answer.Count,
        Samples = answer.Samples,
    };

    private static Evidence Fact(EvidenceWeight weight, string text) => new("data", weight, text);

    public static string Rows(long count) => Quantity.Rows(count);
}
