using SchemaMigrate.Connections;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Execution.Gates;

/// <summary>Reads what gates are judged by. Nothing is sent when there is no question.</summary>
internal sealed class GateFactsReader(JournalSql sql, RunOptions options)
{
    internal async Task<GateFacts> ReadAsync(
        DatabaseSession session, DatabaseState state, GateQuestions questions, CancellationToken cancellationToken)
    {
        if (questions.IsEmpty)
        {
            return GateFacts.None;
        }

        var facts = GateFacts.None with { Columns = await ReadColumnsAsync(session, questions, cancellationToken) };
        if (!state.JournalExists)
        {
            return facts;
        }

        var journal = new GateJournal(sql);
        var backfills = await journal.ReadBackfillsAsync(session, questions.Backfills, cancellationToken);
        var undone = await journal.ReadUndoneAsync(session, backfills.Count == 0 ? [] : questions.BelowBackfills, cancellationToken);
        var (now, approvals) = await journal.ReadApprovalsAsync(session, questions.Approvals, cancellationToken);
        return facts with
        {
            ReadAt = now,
            Approvals = approvals.ToDictionary(approval => approval.RevisionId, StringComparer.Ordinal),
            AppliedAt = state.Revisions
                .Where(revision => revision is { State: RevisionState.Applied, AppliedAt: not null })
                .ToDictionary(revision => revision.Id, revision => revision.AppliedAt!.Value, StringComparer.Ordinal),
            UndoneAt = undone,
            Backfills = backfills.ToDictionary(backfill => backfill.Name, StringComparer.Ordinal),
        };
    }

    private async Task<IReadOnlyDictionary<UnusedGate, ColumnUsage>> ReadColumnsAsync(
        DatabaseSession session, GateQuestions questions, CancellationToken cancellationToken)
    {
        var usages = new Dictionary<UnusedGate, ColumnUsage>();
        foreach (var gate in questions.Columns)
        {
            usages.Add(gate, await new ColumnUsageReader(session, options).ReadAsync(gate, cancellationToken));
        }

        return usages;
    }
}
