using System.Data.Common;
using System.Text.Json;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>Reads and writes backfills in the journal; what workers do to ranges is in <see cref="RangeStore"/>.</summary>
internal sealed class BackfillStore(Identifier schema, BackfillIdentity identity)
{
    internal BackfillSql Sql { get; } = new(schema);

    internal BackfillIdentity Identity => identity;

    /// <summary>All backfills, with their workers. None when there is no journal.</summary>
    internal async Task<IReadOnlyList<BackfillJob>> ReadAsync(DatabaseSession session, string? name, CancellationToken cancellationToken)
    {
        var jobs = await QueryOrNoneAsync(session, Sql["ReadJobs"], StatusReader.Job, cancellationToken, name);
        if (jobs.All(job => job.Status.State != BackfillState.Running))
        {
            return jobs;
        }

        var workers = (await session.QueryAsync(Sql["ReadWorkers"], StatusReader.Worker, cancellationToken, name))
            .ToLookup(row => row.Backfill, row => row.Worker, StringComparer.Ordinal);
        return [.. jobs.Select(job => job with { Status = StatusReader.WithWorkers(job.Status, workers[job.Name]) })];
    }

    /// <summary>One backfill.</summary>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.BackfillNotFound"/>.</exception>
    internal async Task<BackfillJob> RequireAsync(DatabaseSession session, string name, CancellationToken cancellationToken) =>
        await ReadAsync(session, name, cancellationToken) is [var job]
            ? job
            : throw new MigrationException(BackfillErrors.BackfillNotFound, $"The journal of {session.Target.Display} has no backfill named '{name}'.") { Target = name };

    /// <summary>Writes a new backfill with its ranges; what is left of a former one of the same name goes, except receipts and quarantined rows.</summary>
    internal async Task CreateAsync(
        DatabaseSession session, BackfillDefinition definition, BackfillOptions options, BackfillFacts facts, IReadOnlyList<PlannedRange> ranges,
        long estimatedRows, string? revision, CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid();
        await session.ExecuteBatchAsync(
            [
                new BatchItem(Sql["DeleteJob"], definition.Name),
                new BatchItem(
                    Sql["InsertJob"], definition.Name, definition.ToJson(), definition.Hash(), options.ToJson(), facts.ToJson(), estimatedRows, revision, run,
                    identity.OsUser, identity.Host, identity.ToolVersion),
                .. RangeItems(definition.Name, 1, ranges),
                FinishItem(definition.Name, facts),
                Audit(run, revision, $"backfill {definition.Name} started", new { definition.Name, definition.Table }),
            ],
            cancellationToken);
    }

    internal IEnumerable<BatchItem> RangeItems(string name, int pass, IEnumerable<PlannedRange> ranges) => ranges.Select(range => new BatchItem(
        Sql["InsertRange"], name, "Data", pass, range.Leaf.Oid, range.Leaf.Name, range.Leaf.Ancestor, range.Key.IsPhysical ? range.Leaf.FileNode : null,
        JsonSerializer.Serialize(range.Key, BackfillJson.Options), range.Bounds.Lower?.ToArray(), range.Bounds.Upper?.ToArray(), range.EstimatedRows));

    internal BatchItem Audit(Guid run, string? revision, string message, object detail) => new(
        Sql["InsertAudit"], run, revision, message, JsonSerializer.Serialize(detail, BackfillJson.Options), identity.OsUser, identity.Host, identity.ToolVersion);

    internal BatchItem Decision(string name, Guid? worker, BackfillDecisionKind kind, string reason) =>
        new(Sql["InsertDecision"], name, worker, kind.ToString(), reason);

    /// <summary>Changes the state when it is one of those given; false when it is not.</summary>
    internal async Task<bool> TrySetStateAsync(
        DatabaseSession session, BackfillJob job, BackfillState to, string? reason, string? errorId, IReadOnlyList<BackfillState> from,
        CancellationToken cancellationToken)
    {
        var changed = await session.ExecuteBatchAsync(
            [new BatchItem(Sql["SetState"], job.Name, to.ToString(), reason, errorId, from.Select(state => state.ToString()).ToArray())], cancellationToken);
        if (changed[0] == 0)
        {
            return false;
        }

        var kind = to switch
        {
            BackfillState.Failed => BackfillDecisionKind.Failed,
            BackfillState.Completed => BackfillDecisionKind.Completed,
            _ => BackfillDecisionKind.Controlled,
        };
        await session.ExecuteBatchAsync(
            [
                Decision(job.Name, null, kind, $"{to}{(reason is null ? "" : ": " + reason)}"),
                Audit(job.Run, job.Status.Revision, $"backfill {job.Name} is now {to}", new { job.Name, State = to.ToString(), reason, errorId }),
            ],
            cancellationToken);
        return true;
    }

    /// <summary>Changes the options unless somebody else did in between.</summary>
    internal async Task<bool> TrySetOptionsAsync(DatabaseSession session, BackfillJob job, BackfillOptions options, CancellationToken cancellationToken) =>
        (await session.ExecuteBatchAsync([new BatchItem(Sql["SetOptions"], job.Name, options.ToJson(), job.OptionsVersion)], cancellationToken))[0] == 1;

    /// <summary>Receipts, newest first.</summary>
    internal Task<IReadOnlyList<BackfillReceipt>> ReadReceiptsAsync(DatabaseSession session, string? name, CancellationToken cancellationToken) =>
        QueryOrNoneAsync(session, Sql["ReadReceipts"], StatusReader.Receipt, cancellationToken, name);

    /// <summary>Decisions, newest first.</summary>
    internal Task<IReadOnlyList<BackfillDecision>> ReadDecisionsAsync(DatabaseSession session, string name, int limit, CancellationToken cancellationToken) =>
        QueryOrNoneAsync(
            session, Sql["ReadDecisions"],
            row => new BackfillDecision(
                row.GetFieldValue<DateTimeOffset>(0), row.IsDBNull(1) ? null : row.GetGuid(1), Enum.Parse<BackfillDecisionKind>(row.GetString(2)), row.GetString(3)),
            cancellationToken, name, limit);

    /// <summary>Quarantined rows, oldest first.</summary>
    internal Task<IReadOnlyList<QuarantinedRow>> ReadQuarantineAsync(DatabaseSession session, string name, int limit, CancellationToken cancellationToken) =>
        QueryOrNoneAsync(
            session, Sql["ReadQuarantine"],
            row => new QuarantinedRow(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetString(3), row.GetString(4)),
            cancellationToken, name, limit);

    private BatchItem FinishItem(string name, BackfillFacts facts) =>
        new(Sql["InsertRange"], name, "Finish", 1, facts.Table, facts.TableName, null, null, null, null, null, 0L);

    private static async Task<IReadOnlyList<T>> QueryOrNoneAsync<T>(
        DatabaseSession session, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] parameters)
    {
        try
        {
            return await session.QueryAsync(sql, read, cancellationToken, parameters);
        }
        catch (SqlExecutionException exception) when (exception.SqlState is SqlStates.UndefinedTable or SqlStates.InvalidSchemaName)
        {
            return [];
        }
    }
}
