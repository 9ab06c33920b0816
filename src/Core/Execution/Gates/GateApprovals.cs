using SchemaMigrate.Connections;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Execution.Gates;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution;

/// <summary>
/// Records approvals of revisions, and takes them back. Neither waits for the run lock, so an approval can be given while a long run is at
/// work; only the creation of the journal in a fresh database does.
/// </summary>
public sealed class GateApprovals
{
    private readonly ConnectionTarget target;
    private readonly RunOptions options;
    private readonly TimeProvider timeProvider;
    private readonly Action<RunEvent> observer;
    private readonly ClientIdentity identity = ClientIdentity.Current;
    private readonly JournalStore store;

    /// <summary>Makes the approvals of a database.</summary>
    /// <param name="target">The database.</param>
    /// <param name="options">The journal's schema, and how long another runner is waited for when the journal must be created.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="observer">Told when another runner is waited for.</param>
    public GateApprovals(ConnectionTarget target, RunOptions options, TimeProvider timeProvider, Action<RunEvent> observer)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        (this.target, this.options, this.timeProvider, this.observer) = (target, options, timeProvider, observer);
        store = new JournalStore(new Identifier(options.JournalSchema), identity);
    }

    /// <summary>Approves a revision as its file is now. Nothing changes when the same text is approved already.</summary>
    /// <param name="revision">The revision with the checksums of what is approved.</param>
    /// <param name="by">Who approves.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task<ApprovalResult> ApproveAsync(PlannedRevision revision, string by, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        await new Migrator(target, options, timeProvider, observer).EnsureJournalAsync(cancellationToken);
        await using var session = await OpenAsync(cancellationToken);
        var rows = await session.ExecuteBatchAsync(
            [
                new BatchItem(store.Sql["SupersedeApproval"], revision.Id, revision.RawChecksum, revision.SemanticChecksum, by, reason),
                new BatchItem(
                    store.Sql["InsertApproval"], revision.Id, revision.RawChecksum, revision.SemanticChecksum, by, reason, identity.OsUser, identity.Host,
                    identity.ToolVersion, Guid.NewGuid(), revision.Message),
            ],
            cancellationToken);
        return await ResultAsync(session, revision.Id, revision.Message, rows[1] > 0, cancellationToken);
    }

    /// <summary>Takes the approval of a revision back. Nothing changes when none stands. A run that has judged its gates already goes on.</summary>
    /// <param name="revisionId">The revision.</param>
    /// <param name="message">Its message, for the audit log.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task<ApprovalResult> RevokeAsync(
        string revisionId, string message, string by, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(revisionId);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        await using var session = await OpenAsync(cancellationToken);
        if (!(await store.ReadStateAsync(session, cancellationToken)).JournalExists)
        {
            return new ApprovalResult(target.Database, revisionId, message, false, false, null, null, null, null, null);
        }

        var rows = await session.ExecuteAsync(
            store.Sql["RevokeApproval"], cancellationToken, revisionId, by, reason, identity.OsUser, identity.Host, identity.ToolVersion, Guid.NewGuid(), message);
        return await ResultAsync(session, revisionId, message, rows > 0, cancellationToken);
    }

    private Task<DatabaseSession> OpenAsync(CancellationToken cancellationToken) =>
        DatabaseSession.OpenAsync(target, identity.ApplicationName("approve"), cancellationToken);

    private async Task<ApprovalResult> ResultAsync(
        DatabaseSession session, string revisionId, string message, bool changed, CancellationToken cancellationToken)
    {
        var (_, approvals) = await new GateJournal(store.Sql).ReadApprovalsAsync(session, [revisionId], cancellationToken);
        var standing = approvals.SingleOrDefault();
        return new ApprovalResult(
            target.Database, revisionId, message, standing is not null, changed, standing?.At, standing?.By, standing?.Reason, standing?.Role, standing?.Host);
    }
}
