using System.Globalization;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Preflight;

namespace SchemaMigrate.Reporting;

/// <summary>Sentences that several formats share. Nothing here is neutralised yet.</summary>
internal static class ReportText
{
    public const int LongestMessage = 2000;

    private const int HoldsShown = 5;

    public static string Line(string text) => LogText.NeutraliseLine(text, LongestMessage);

    /// <summary>The message with what to do instead and the evidence.</summary>
    public static string Full(Finding finding)
    {
        var evidence = finding.Evidence.Count == 0 ? "" : $" Evidence: {string.Join(" ", finding.Evidence.Select(each => each.Text))}";
        return $"{finding.Message} {finding.Why} Instead: {finding.SafeAlternative}{evidence}";
    }

    public static string Of(Plan plan) => plan.IsEmpty
        ? $"{plan.Direction} of {plan.Database} to {plan.Target}: nothing to do.{Waiting(plan.Held)}"
        : $"{plan.Direction} of {plan.Database} to {plan.Target}: {Count(plan.Revisions.Count, "revision")}, {Count(plan.Steps.Count, "step")}{(plan.Destructive ? ", loses data" : "")}. Plan {plan.Hash}.{Waiting(plan.Held)}";

    public static string Of(RunResult run) => run.Changed
        ? $"{run.Direction} of {run.Database} to {run.Target}: {Count(run.Revisions.Count, "revision")} in {Seconds(run.Duration)}{(run.LockMisses.Count == 0 ? "" : $", {Count(run.LockMisses.Count, "lock miss", "lock misses")}")}.{Waiting(run.Held)}"
        : $"{run.Direction} of {run.Database} to {run.Target}: it was there already.{Waiting(run.Held)}";

    /// <summary>What waits for a gate or a later phase; a build server's page is where somebody will look for it.</summary>
    private static string Waiting(IReadOnlyList<Hold> held) => held.Count == 0 ? ""
        : $" Held back: {string.Join("; ", held.Take(HoldsShown))}{(held.Count > HoldsShown ? $"; and {Count(held.Count - HoldsShown, "more", "more")}" : "")}.";

    public static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s");

    public static string Count(int number, string word, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? word : plural ?? word + "s")}");

    /// <summary>A sum of findings that count, worst first: <c>2 Error, 1 Warning</c>; empty when there are none.</summary>
    public static string Sum(IEnumerable<Finding> findings) => string.Join(", ", findings.Where(finding => finding.Counts)
        .GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
}
