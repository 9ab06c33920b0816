using System.Text.Json;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Gates;

/// <summary>Writes into the audit log through which gates a run goes, and on what grounds.</summary>
internal static class GateAudit
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static async Task WriteAsync(RunContext run, Plan plan, CancellationToken cancellationToken)
    {
        if (plan.Revisions.Count > 0 && plan.Gates.Count > 0 && Items(run.Journal, plan).ToList() is { Count: > 0 } items)
        {
            await run.Worker.WriteAsync([run.Journal.RequireLease(), .. items], cancellationToken);
        }
    }

    /// <summary>One event for each gate of the plan's revisions.</summary>
    internal static IEnumerable<Connections.BatchItem> Items(JournalWriter journal, Plan plan) =>
        from revision in plan.Revisions
        join gates in plan.Gates on revision.Id equals gates.RevisionId
        from verdict in gates.Verdicts
        select journal.Event(EventKind.Gate, revision.Id, revision.Message, JsonSerializer.Serialize(new Passage(
            verdict.Open ? "open" : "ignored", verdict.Gate, verdict.Reason, verdict.Evidence), Json));

    private sealed record Passage(string Action, string Gate, string Reason, IReadOnlyList<string> Evidence);
}
