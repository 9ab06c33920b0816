using System.Data.Common;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Gates;

/// <summary>What the journal knows for gates: approvals, backfills, and what was undone.</summary>
internal sealed class GateJournal(JournalSql sql)
{
    /// <summary>The approvals that stand, and the server's clock.</summary>
    internal async Task<(DateTimeOffset Now, IReadOnlyList<GateApproval> Approvals)> ReadApprovalsAsync(
        DatabaseSession session, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            sql["ReadApprovals"],
            row => (Now: row.GetFieldValue<DateTimeOffset>(0), Approval: row.IsDBNull(1) ? null : ReadApproval(row)),
            cancellationToken,
            string.Join(' ', ids));
        return (rows[0].Now, [.. rows.Select(row => row.Approval).OfType<GateApproval>()]);
    }

    /// <summary>The named backfills; one that was never started is left out.</summary>
    internal async Task<IReadOnlyList<GateBackfill>> ReadBackfillsAsync(
        DatabaseSession session, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return [];
        }

        try
        {
            return await session.QueryAsync(sql["ReadGateBackfills"], ReadBackfill, cancellationToken, string.Join(' ', names));
        }
        catch (SqlExecutionException exception) when (exception.SqlState == SqlStates.UndefinedTable)
        {
            // A journal without the tables of backfills has never seen one.
            return [];
        }
    }

    /// <summary>When these revisions were last undone.</summary>
    internal async Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadUndoneAsync(
        DatabaseSession session, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var rows = ids.Count == 0 ? [] : await session.QueryAsync(
            sql["ReadUndone"], row => (Id: row.GetString(0), At: row.GetFieldValue<DateTimeOffset>(1)), cancellationToken, string.Join(' ', ids));
        return rows.ToDictionary(row => row.Id, row => row.At, StringComparer.Ordinal);
    }

    private static GateApproval ReadApproval(DbDataReader row) => new(
        row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
        row.GetString(7), row.GetString(8), row.GetString(9));

    private static GateBackfill ReadBackfill(DbDataReader row) => new(row.GetString(0))
    {
        State = Text(row, 1),
        RevisionId = Text(row, 2),
        Table = Text(row, 3),
        Proof = Text(row, 4),
        ProvenAt = row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
        Rows = row.GetInt64(6),
        Remaining = row.GetInt64(7),
        Quarantined = row.GetInt64(8),
        Skipped = row.GetInt64(9),
        Detached = row.GetInt64(10),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
