using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Backfills;

/// <summary>
/// The closing work, done by one worker when all ranges are done: looks for partitions that came, proves that no row is left, has rows that
/// came behind the walk walked again, and writes the receipt.
/// </summary>
internal sealed class FinishWork(ProcessContext context, RangeStore ranges, WorkerState state)
{
    private readonly BackfillStore store = context.Store;

    /// <summary>Does it. It either completes the backfill, or gives it new ranges.</summary>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.BackfillNotProven"/>.</exception>
    internal async Task RunAsync(DatabaseSession session, TakenRange finish, CancellationToken cancellationToken)
    {
        // Counting and ANALYZE take as long as they take; the lease is renewed meanwhile.
        await session.ExecuteBatchAsync(
            [new BatchItem("SET statement_timeout = 0"), new BatchItem("RESET enable_seqscan"), new BatchItem("RESET enable_bitmapscan")], cancellationToken);
        await CloseAsync(session, finish, cancellationToken);
        await session.ExecuteBatchAsync(
            [
                new BatchItem(new SessionSettings { StatementTimeout = context.Options.BatchTimeout }.ToSql(SettingScope.Session)!),
                .. context.Shape.HasSubquery ? [] : SessionPins.KeyOrder,
            ],
            cancellationToken);
    }

    private async Task CloseAsync(DatabaseSession session, TakenRange finish, CancellationToken cancellationToken)
    {
        var job = await store.RequireAsync(session, context.Name, cancellationToken);
        var known = await session.QueryAsync(store.Sql["ReadRanges"], WalkedRange.Read, cancellationToken, context.Name);
        var planner = new WalkPlanner(context.Definition, context.Shape, store.Sql.Schema, job.Facts.Touched);
        var leaves = await TableReader.ReadLeavesAsync(session, job.Facts.Table, cancellationToken);
        var joined = leaves.Where(leaf => leaf.Kind == "r" && known.All(range => range.Relation != leaf.Oid)).ToList();
        var walks = await planner.PlanAsync(session, joined, cancellationToken);
        if (walks.Count > 0)
        {
            context.Decide(state.Id, BackfillDecisionKind.PartitionJoined, string.Join(", ", joined.Select(leaf => leaf.Name)));
            await AddRangesAsync(session, finish, job.Status.Pass, walks, job.Status.RowsEstimated + walks.Sum(range => range.EstimatedRows), cancellationToken);
            return;
        }

        var proof = new PredicateProof(context, session, leaves, [.. known.Where(range => leaves.Any(leaf => leaf.Oid == range.Relation))]);
        var remaining = context.Definition.Where is null ? 0 : await proof.CountAsync(cancellationToken);
        var excused = job.Status.Quarantined + job.Status.Skipped;
        if (remaining > excused && MayRepeat(job, known))
        {
            context.Decide(state.Id, BackfillDecisionKind.NewPass, $"{remaining} rows still match the predicate after pass {job.Status.Pass}");
            var again = await planner.PlanAsync(session, [.. leaves.Where(leaf => leaf.Kind == "r")], cancellationToken);
            await AddRangesAsync(session, finish, job.Status.Pass + 1, again, again.Sum(range => range.EstimatedRows), cancellationToken);
            return;
        }

        if (remaining > excused)
        {
            var samples = await proof.SamplesAsync(cancellationToken);
            throw new MigrationException(
                BackfillErrors.BackfillNotProven,
                $"{remaining} rows of {job.Facts.TableName} still match the predicate after {job.Status.Pass} pass{(job.Status.Pass == 1 ? "" : "es")}"
                + $" (keys {string.Join(", ", samples)}): {WhyLeft(job)}.") { Target = context.Name };
        }

        await AnalyzeAsync(session, job, cancellationToken);
        await CompleteAsync(session, finish, job, remaining, cancellationToken);
        context.Complete();
    }

    // A pass is repeated only where doing a row twice gives the same as doing it once, and only as long as it still gets something done or a person
    // has just said that it should.
    private bool MayRepeat(BackfillJob job, IReadOnlyList<WalkedRange> known) =>
        context.Shape.Converges && job.Status.Pass < context.Options.MaxPasses
        && (job.ResumedPass == job.Status.Pass || known.Where(range => range.Pass == job.Status.Pass).Sum(range => range.Rows) > 0);

    private string WhyLeft(BackfillJob job) => !context.Shape.Converges
        ? "an expression reads what it sets or holds a query, so rows are never walked twice"
        : job.Status.Pass >= context.Options.MaxPasses
            ? "new ones kept coming; something still writes rows that match"
            : "the last pass could change none of them: their expression gives a value that still matches, or a trigger keeps them";

    private async Task AddRangesAsync(
        DatabaseSession session, TakenRange finish, int pass, IReadOnlyList<PlannedRange> planned, long estimated, CancellationToken cancellationToken) =>
        await session.ExecuteBatchAsync(
            [
                ranges.Require(finish, done: false, context.Options.LeaseTime),
                new BatchItem(store.Sql["StartPass"], context.Name, pass, estimated),
                .. store.RangeItems(context.Name, pass, planned),
                new BatchItem(store.Sql["ReopenFinish"], context.Name),
            ],
            cancellationToken);

    private async Task AnalyzeAsync(DatabaseSession session, BackfillJob job, CancellationToken cancellationToken)
    {
        try
        {
            var table = context.Definition.InsertInto is { } destination ? Sql.QualifiedName.Parse(destination).ToString() : job.Facts.TableName;
            await session.ExecuteAsync($"ANALYZE {table}", cancellationToken);
        }
        catch (SqlExecutionException error) when (SqlStates.IsLockTimeout(error.SqlState))
        {
            // Another ANALYZE or VACUUM is at work; autovacuum sees to the statistics.
            context.Decide(state.Id, BackfillDecisionKind.Retried, $"ANALYZE was left to autovacuum: {error.Message}");
        }
    }

    private async Task CompleteAsync(DatabaseSession session, TakenRange finish, BackfillJob job, long remaining, CancellationToken cancellationToken) =>
        await session.ExecuteBatchAsync(
            [
                SessionPins.Waited,
                ranges.Require(finish, done: true, context.Options.LeaseTime),
                .. context.Workers.Values.Select(worker => worker.SignOfLife(store.Sql, context.Name, context.Options.LeaseTime)),
                new BatchItem(
                    store.Sql["SetState"], context.Name, nameof(BackfillState.Completed), null, null, new[] { nameof(BackfillState.Running), nameof(BackfillState.Suspended) }),
                new BatchItem(
                    store.Sql["InsertReceipt"], context.Name, job.Facts.TableName,
                    (context.Definition.Where is null ? BackfillProof.Coverage : BackfillProof.Predicate).ToString(), remaining, store.Identity.Host,
                    store.Identity.ToolVersion),
                store.Decision(context.Name, state.Id, BackfillDecisionKind.Completed, remaining == 0 ? "proven" : $"proven but for {remaining} rows set aside"),
                store.Audit(job.Run, job.Status.Revision, $"backfill {context.Name} is now Completed", new { context.Name, remaining }),
            ],
            cancellationToken);
}
