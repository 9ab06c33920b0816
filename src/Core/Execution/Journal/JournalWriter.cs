using SchemaMigrate.Connections;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Journal;

/// <summary>The journal's writes of one run, as items that travel in the same transaction as what they describe.</summary>
internal sealed class JournalWriter(JournalSql sql, ClientIdentity identity, Guid run, long leaseToken, string? gitCommit)
{
    /// <summary>Name of the lease that fences the runs of a journal.</summary>
    internal const string RunLease = "run";

    internal JournalSql Sql => sql;

    /// <summary>Fails when another run took over.</summary>
    internal BatchItem RequireLease() => new(sql["RequireLease"], RunLease, leaseToken);

    /// <summary>What to write when a step took effect, in the order of writing.</summary>
    internal IEnumerable<BatchItem> StepDone(PlannedRevision revision, Step step, PlanDirection direction, int attempts, TimeSpan lockWait)
    {
        var lockWaitMilliseconds = (long)lockWait.TotalMilliseconds;
        if (direction == PlanDirection.Upgrade)
        {
            if (step is { Ordinal: 1, Last: true, Kind: StepKind.Transaction })
            {
                yield return new BatchItem(
                    sql["CompleteRevision"],
                    [.. RevisionColumns(revision), identity.OsUser, identity.Host, identity.ToolVersion, gitCommit, step.Hash, attempts, lockWaitMilliseconds, run]);
                yield break;
            }

            if (step.Ordinal == 1 && step.Kind == StepKind.Transaction)
            {
                yield return Begin(revision);
            }

            yield return UpsertStep(step, direction, StepState.Done, attempts, lockWaitMilliseconds);
            if (step.Last)
            {
                // The file may have been mended since the revision was begun: what was run in the end is what counts.
                yield return TakeText(revision);
                yield return new BatchItem(sql["FinishRevision"], revision.Id);
                yield return EndEvent(EventKind.Upgrade, revision);
            }

            yield break;
        }

        if (step.Last)
        {
            yield return EndEvent(EventKind.Downgrade, revision);
            yield return new BatchItem(sql["DeleteSteps"], revision.Id);
            yield return new BatchItem(sql["DeleteRevision"], revision.Id);
            yield break;
        }

        if (step.Ordinal == 1)
        {
            yield return SetState(revision.Id, RevisionState.Reverting);
        }

        yield return UpsertStep(step, direction, StepState.Done, attempts, lockWaitMilliseconds);
    }

    /// <summary>What to write before a statement runs outside a transaction: from here on its outcome is in doubt until <see cref="StepDone"/>.</summary>
    internal IEnumerable<BatchItem> StepRunning(PlannedRevision revision, Step step, PlanDirection direction)
    {
        if (step.Ordinal == 1 && !step.InDoubt)
        {
            yield return direction == PlanDirection.Upgrade ? Begin(revision) : SetState(revision.Id, RevisionState.Reverting);
        }

        yield return UpsertStep(step, direction, StepState.Running, 1, 0);
    }

    /// <summary>Takes back what <see cref="StepRunning"/> wrote, when the statement is known not to have taken effect.</summary>
    internal IEnumerable<BatchItem> StepNotDone(PlannedRevision revision, Step step, PlanDirection direction)
    {
        yield return new BatchItem(sql["DeleteStep"], revision.Id, direction.ToString(), step.Ordinal);
        if (step.Ordinal == 1)
        {
            yield return direction == PlanDirection.Upgrade
                ? new BatchItem(sql["DeleteRevision"], revision.Id)
                : SetState(revision.Id, RevisionState.Applied);
        }
    }

    /// <summary>Records a revision as applied without running it.</summary>
    internal IEnumerable<BatchItem> Stamp(PlannedRevision revision) =>
        [Begin(revision), new BatchItem(sql["FinishRevision"], revision.Id), Event(EventKind.Stamp, revision.Id, revision.Message, null)];

    /// <summary>Removes a revision from the journal without undoing it.</summary>
    internal IEnumerable<BatchItem> Unstamp(AppliedRevision revision, EventKind kind, string? detail) =>
        [new BatchItem(sql["DeleteSteps"], revision.Id), new BatchItem(sql["DeleteRevision"], revision.Id), Event(kind, revision.Id, revision.Message, detail)];

    /// <summary>Takes a file's text as what was applied.</summary>
    internal IEnumerable<BatchItem> Accept(PlannedRevision revision, string? detail) =>
    [
        TakeText(revision),
        Event(EventKind.Repair, revision.Id, revision.Message, detail),
    ];

    /// <summary>Settles a step in doubt as a person found it.</summary>
    internal IEnumerable<BatchItem> Settle(StepVerdict verdict, string? detail)
    {
        var id = verdict.Revision.Id;
        var direction = verdict.Revision.State == RevisionState.Reverting ? PlanDirection.Downgrade : PlanDirection.Upgrade;
        yield return verdict.Done
            ? new BatchItem(sql["SettleStep"], id, direction.ToString(), verdict.Ordinal)
            : new BatchItem(sql["DeleteStep"], id, direction.ToString(), verdict.Ordinal);
        if (verdict is { Done: true, Last: true })
        {
            if (direction == PlanDirection.Upgrade)
            {
                yield return new BatchItem(sql["FinishRevision"], id);
            }
            else
            {
                yield return new BatchItem(sql["DeleteSteps"], id);
                yield return new BatchItem(sql["DeleteRevision"], id);
            }
        }
        else if (verdict is { Done: false, Ordinal: 1 })
        {
            yield return direction == PlanDirection.Upgrade ? new BatchItem(sql["DeleteRevision"], id) : SetState(id, RevisionState.Applied);
        }

        yield return Event(EventKind.Repair, id, verdict.Revision.Message, detail);
    }

    /// <summary>One line of the audit log.</summary>
    internal BatchItem Event(EventKind kind, string? revisionId, string? message, string? detail) => new(
        sql["InsertEvent"], run, kind.ToString(), revisionId, message, detail, identity.OsUser, identity.Host, identity.ToolVersion);

    private BatchItem EndEvent(EventKind kind, PlannedRevision revision) => new(
        sql["InsertEndEvent"], run, kind.ToString(), revision.Id, revision.Message, identity.OsUser, identity.Host, identity.ToolVersion);

    private BatchItem Begin(PlannedRevision revision) => new(
        sql["InsertRevision"],
        [.. RevisionColumns(revision), nameof(RevisionState.Applying), identity.OsUser, identity.Host, identity.ToolVersion, gitCommit]);

    private BatchItem TakeText(PlannedRevision revision) => new(
        sql["AcceptRevision"], revision.Id, revision.FileName, revision.RawChecksum, revision.SemanticChecksum, revision.UpgradeSql,
        revision.DowngradeSql, revision.IrreversibleReason, revision.Grade.ToString(), revision.Loss, revision.Message,
        string.Join(' ', revision.Parents), revision.Phase.ToString());

    private BatchItem SetState(string id, RevisionState state) => new(sql["SetRevisionState"], id, state.ToString());

    private BatchItem UpsertStep(Step step, PlanDirection direction, StepState state, int attempts, long lockWaitMilliseconds) => new(
        sql["UpsertStep"], step.RevisionId, direction.ToString(), step.Ordinal, step.Hash, state.ToString(), attempts, lockWaitMilliseconds, run);

    private static object?[] RevisionColumns(PlannedRevision revision) =>
    [
        revision.Id, string.Join(' ', revision.Parents), revision.Message, revision.Phase.ToString(), revision.FileName, revision.RawChecksum,
        revision.SemanticChecksum, revision.UpgradeSql, revision.DowngradeSql, revision.IrreversibleReason, revision.Grade.ToString(), revision.Loss,
    ];
}
