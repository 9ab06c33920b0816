using SchemaMigrate.Connections;

namespace SchemaMigrate.Preflight;

/// <summary>
/// Brings the facts of a live database to findings: it confirms, escalates and dismisses those that the text gave, and adds what only the
/// database knows. It reads in read-only transactions, takes no lock stronger than ACCESS SHARE and gives up rather than wait.
/// </summary>
public sealed class LivePreflight
{
    private readonly PreflightOptions options;
    private readonly LiveOptions live;
    private readonly TimeProvider timeProvider;

    /// <summary>Makes a live preflight.</summary>
    /// <param name="options">The options that the text was examined with.</param>
    /// <param name="live">How the database is read; null for all defaults.</param>
    /// <param name="timeProvider">The clock that the time budget is kept with.</param>
    public LivePreflight(PreflightOptions options, LiveOptions? live, TimeProvider timeProvider) =>
        (this.options, this.live, this.timeProvider) = (options, live ?? new LiveOptions(), timeProvider);

    /// <summary>Examines.</summary>
    /// <param name="session">A session on the database, in no transaction. Its role and search_path should be those that the revisions will run with.</param>
    /// <param name="examination">What the text gave: everything that is pending, in the order in which it will be applied.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The same statements with sharpened and additional findings.</returns>
    /// <exception cref="Errors.MigrationException">The database cannot be read.</exception>
    public async Task<Examination> ExamineAsync(DatabaseSession session, Examination examination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(examination);
        if (examination.Statements.Count == 0)
        {
            return examination;
        }

        var world = await new LiveReader(session, live).ReadAsync(examination.Statements, cancellationToken);
        var board = new LiveBoard(examination, options);
        var probe = new DataProbe(session, live, timeProvider);
        StandingFacts(world, examination.Statements[0], board);
        var pending = new PendingChanges();
        foreach (var statement in examination.Statements)
        {
            var one = new LiveCase(statement, world, pending, board);
            if (live.ExamineData && !statement.Embedded)
            {
                foreach (var question in DataQuestions.Of(one))
                {
                    question.Apply(await probe.AskAsync(question, cancellationToken));
                }
            }

            foreach (var check in LiveChecks.All)
            {
                check(one);
            }

            pending.Apply(statement);
        }

        return board.Finish();
    }

    /// <summary>What concerns the run as a whole is told with its first statement.</summary>
    private static void StandingFacts(LiveWorld world, ExaminedStatement first, LiveBoard board)
    {
        if (!world.Server.IsWritable)
        {
            board.Add(
                first, LiveStateRules.Privilege, world.Server.InRecovery ? "The server is a standby and takes no writes." : "Transactions of this session are read-only.", FindingSubject.None,
                LiveCase.Fact(EvidenceWeight.Confirms, world.Server.InRecovery ? "pg_is_in_recovery() is true." : "transaction_read_only is on."));
        }

        if (!world.Pooler.SessionsHold)
        {
            board.Add(
                first, LiveStateRules.Pooler, "The connection goes through a pooler in transaction mode.", FindingSubject.None,
                new Evidence("activity", EvidenceWeight.Confirms, string.Join(" ", world.Pooler.Evidence)));
        }

        if (world.IsBlind)
        {
            board.Add(
                first, LiveStateRules.Blocked, "The tables could not be read: one of them, or a partition, is locked against it.", FindingSubject.None,
                new Evidence("activity", EvidenceWeight.Confirms, "Reading gave up after its lock_timeout."), Severity.Danger);
        }

        foreach (var held in world.Unreadable)
        {
            board.Add(
                first, LiveStateRules.Blocked, $"{held.Relation} is locked against reading; nothing could be learned of it.", FindingSubject.None,
                new Evidence("activity", EvidenceWeight.Confirms, $"Backend {held.Pid} ({held.Application ?? held.User}, {held.State}) holds {held.LockMode}."), Severity.Danger);
        }
    }
}
