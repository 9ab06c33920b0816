using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>
/// Backfills of one database: plan, start, work on, look at and control. What is said here is said through the journal, so any session on any
/// host can do it. The journal must exist.
/// </summary>
public sealed class BackfillService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private readonly ConnectionTarget target;
    private readonly TimeProvider timeProvider;
    private readonly BackfillStore store;

    /// <summary>Makes the service for a database.</summary>
    /// <param name="target">The database.</param>
    /// <param name="journalSchema">Schema of the journal, as the catalog stores it.</param>
    /// <param name="timeProvider">The clock.</param>
    public BackfillService(ConnectionTarget target, string journalSchema, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(target);
        (this.target, this.timeProvider) = (target, timeProvider);
        store = new BackfillStore(new Identifier(journalSchema), BackfillIdentity.Current);
    }

    /// <summary>What a backfill would do, without doing or writing anything.</summary>
    /// <param name="definition">What.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="MigrationException">It could not be done: <see cref="BackfillErrors"/>, or the server refused the statement.</exception>
    public async Task<BackfillPlan> PlanAsync(BackfillDefinition definition, BackfillOptions options, CancellationToken cancellationToken = default)
    {
        await using var session = await OpenAsync("plan", options, cancellationToken);
        return (await Planner(definition, options, cancellationToken).PlanAsync(session, cancellationToken)).Plan;
    }

    /// <summary>
    /// Writes a backfill into the journal, where workers find it. One of the same name and definition that was not completed is continued, and one
    /// that was completed or stopped is started anew.
    /// </summary>
    /// <param name="definition">What.</param>
    /// <param name="options">How.</param>
    /// <param name="revision">The revision whose step it is; null when it was started by hand.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.BackfillExists"/>, or as <see cref="PlanAsync"/>.</exception>
    public async Task<BackfillStatus> StartAsync(
        BackfillDefinition definition, BackfillOptions options, string? revision = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        await using var session = await OpenAsync("start", options, cancellationToken);
        if (await store.ReadAsync(session, definition.Name, cancellationToken) is [var present]
            && present.Status.State is BackfillState.Running or BackfillState.Suspended or BackfillState.Failed)
        {
            if (present.Status.Definition.Hash() != definition.Hash())
            {
                throw new MigrationException(
                    BackfillErrors.BackfillExists, $"There is another backfill named '{definition.Name}' on {present.Status.Table}; it is {present.Status.State}.")
                {
                    Target = definition.Name,
                };
            }

            await ResumeAsync(session, present, cancellationToken);
            return (await store.RequireAsync(session, definition.Name, cancellationToken)).Status;
        }

        var made = await Planner(definition, options, cancellationToken).PlanAsync(session, cancellationToken);
        await store.CreateAsync(session, definition, options with { Workers = made.Plan.Workers }, made.Facts, made.Ranges, made.Plan.EstimatedRows, revision, cancellationToken);
        return (await store.RequireAsync(session, definition.Name, cancellationToken)).Status;
    }

    /// <summary>Works on a backfill in this process, until it is completed, suspended or stopped.</summary>
    /// <param name="name">The backfill.</param>
    /// <param name="observer">Told what happens while it happens, from any thread.</param>
    /// <param name="cancellationToken">Ends the work of this process; the backfill stays Running, and any process can go on with it.</param>
    /// <returns>Its status when the work ended.</returns>
    /// <exception cref="MigrationException">It failed.</exception>
    public async Task<BackfillStatus> RunAsync(string name, Action<BackfillEvent> observer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(observer);
        BackfillJob job;
        IReadOnlyList<LeafTable> leaves;
        await using (var session = await OpenAsync("run", new BackfillOptions(), cancellationToken))
        {
            job = await store.RequireAsync(session, name, cancellationToken);
            if (job.Status.State != BackfillState.Running)
            {
                return job.Status;
            }

            leaves = await TableReader.ReadLeavesAsync(session, job.Facts.Table, cancellationToken);
        }

        var shape = DefinitionReader.Read(job.Status.Definition, cancellationToken);
        var control = new ControlChannel(target, $"SchemaMigrate backfill control {name}", timeProvider);
        var blocks = leaves.Sum(leaf => leaf.Blocks);
        var context = new ProcessContext(job, shape, store, target, control, timeProvider, observer)
        {
            RowsOfBlock = blocks == 0 ? 50 : Math.Max(1, leaves.Sum(leaf => Math.Max(0, leaf.EstimatedRows)) / (double)blocks),
        };
        await using var process = new BackfillProcess(context, leaves.Select(leaf => leaf.Oid));
        return await process.RunAsync(cancellationToken);
    }

    /// <summary>Backfills of the database, oldest first; none when there is no journal.</summary>
    /// <param name="name">Only this one; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<BackfillStatus>> GetAsync(string? name = null, CancellationToken cancellationToken = default)
    {
        await using var session = await OpenAsync("status", new BackfillOptions(), cancellationToken);
        return [.. (await store.ReadAsync(session, name, cancellationToken)).Select(job => job.Status)];
    }

    /// <summary>Halts a backfill after the batches that are under way.</summary>
    /// <param name="name">The backfill.</param>
    /// <param name="reason">Why, for others.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public Task<BackfillStatus> SuspendAsync(string name, string? reason = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(name, BackfillState.Suspended, reason, [BackfillState.Running], cancellationToken);

    /// <summary>Ends a backfill for good after the batches that are under way. What was changed stays changed.</summary>
    /// <param name="name">The backfill.</param>
    /// <param name="reason">Why, for others.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public Task<BackfillStatus> StopAsync(string name, string? reason = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(name, BackfillState.Stopped, reason, [BackfillState.Running, BackfillState.Suspended, BackfillState.Failed], cancellationToken);

    /// <summary>Lets a suspended or failed backfill go on; <see cref="RunAsync"/> then works on it.</summary>
    /// <param name="name">The backfill.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task<BackfillStatus> ResumeAsync(string name, CancellationToken cancellationToken = default)
    {
        await using var session = await OpenAsync("resume", new BackfillOptions(), cancellationToken);
        await ResumeAsync(session, await store.RequireAsync(session, name, cancellationToken), cancellationToken);
        return (await store.RequireAsync(session, name, cancellationToken)).Status;
    }

    /// <summary>Changes how a backfill goes about its work, while it runs.</summary>
    /// <param name="name">The backfill.</param>
    /// <param name="change">Makes the new options from the present ones.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task<BackfillStatus> SetAsync(string name, Func<BackfillOptions, BackfillOptions> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var session = await OpenAsync("set", new BackfillOptions(), cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var job = await store.RequireAsync(session, name, cancellationToken);
            if (job.Status.State is BackfillState.Completed or BackfillState.Stopped)
            {
                throw Conflict(job, "changed");
            }

            if (await store.TrySetOptionsAsync(session, job, change(job.Status.Options), cancellationToken))
            {
                return (await store.RequireAsync(session, name, cancellationToken)).Status;
            }

            if (attempt == 10)
            {
                throw Conflict(job, "changed: somebody else changes it all the time");
            }
        }
    }

    /// <summary>Waits until a backfill is not running any more, whoever works on it.</summary>
    /// <param name="name">The backfill.</param>
    /// <param name="timeout">How long at most; null is without limit.</param>
    /// <param name="progress">Told where it stands, about twice a second.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.BackfillWaitTimeout"/>.</exception>
    public async Task<BackfillStatus> WaitAsync(
        string name, TimeSpan? timeout = null, Action<BackfillStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        var started = timeProvider.GetTimestamp();
        await using var session = await OpenAsync("wait", new BackfillOptions(), cancellationToken);
        while (true)
        {
            var status = (await store.RequireAsync(session, name, cancellationToken)).Status;
            progress?.Invoke(status);
            if (status.State != BackfillState.Running)
            {
                return status;
            }

            if (timeProvider.GetElapsedTime(started) > timeout)
            {
                throw new MigrationException(
                    BackfillErrors.BackfillWaitTimeout,
                    $"The backfill {name} is at {status.PercentComplete:F1} % after {timeout}{(status.IsOrphaned ? "; no process works on it" : "")}.") { Target = name };
            }

            await Task.Delay(Poll, timeProvider, cancellationToken);
        }
    }

    /// <summary>Receipts of completed backfills, newest first.</summary>
    /// <param name="name">Only of this backfill; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<BackfillReceipt>> GetReceiptsAsync(string? name = null, CancellationToken cancellationToken = default)
    {
        await using var session = await OpenAsync("status", new BackfillOptions(), cancellationToken);
        return await store.ReadReceiptsAsync(session, name, cancellationToken);
    }

    /// <summary>Decisions of a backfill's workers, newest first.</summary>
    /// <param name="name">The backfill.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<BackfillDecision>> GetDecisionsAsync(string name, int limit = 100, CancellationToken cancellationToken = default)
    {
        await using var session = await OpenAsync("status", new BackfillOptions(), cancellationToken);
        return await store.ReadDecisionsAsync(session, name, limit, cancellationToken);
    }

    /// <summary>Rows that a backfill set aside, oldest first.</summary>
    /// <param name="name">The backfill.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<QuarantinedRow>> GetQuarantineAsync(string name, int limit = 1000, CancellationToken cancellationToken = default)
    {
        await using var session = await OpenAsync("status", new BackfillOptions(), cancellationToken);
        return await store.ReadQuarantineAsync(session, name, limit, cancellationToken);
    }

    /// <summary>Removes a completed or stopped backfill, so that its state speaks of the next one alone. Receipts stay.</summary>
    internal BatchItem Forget(string name) => new(store.Sql["ForgetJob"], name);

    private BackfillPlanner Planner(BackfillDefinition definition, BackfillOptions options, CancellationToken cancellationToken) =>
        new(definition, options, DefinitionReader.Read(definition, cancellationToken), store.Sql.Schema);

    private async Task<BackfillStatus> ChangeAsync(
        string name, BackfillState to, string? reason, IReadOnlyList<BackfillState> from, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync("control", new BackfillOptions(), cancellationToken);
        var job = await store.RequireAsync(session, name, cancellationToken);
        if (job.Status.State != to && !await store.TrySetStateAsync(session, job, to, reason, null, from, cancellationToken))
        {
            throw Conflict(await store.RequireAsync(session, name, cancellationToken), to == BackfillState.Stopped ? "stopped" : "suspended");
        }

        return (await store.RequireAsync(session, name, cancellationToken)).Status;
    }

    private async Task ResumeAsync(DatabaseSession session, BackfillJob job, CancellationToken cancellationToken)
    {
        if (job.Status.State == BackfillState.Running)
        {
            return;
        }

        if (job.Status.State is not (BackfillState.Suspended or BackfillState.Failed))
        {
            throw Conflict(job, "resumed");
        }

        // What failed is looked at afresh: the closing work too, when that was it.
        await session.ExecuteAsync(store.Sql["ReopenFinish"], cancellationToken, job.Name);
        await store.TrySetStateAsync(session, job, BackfillState.Running, null, null, [BackfillState.Suspended, BackfillState.Failed], cancellationToken);
    }

    private static MigrationException Conflict(BackfillJob job, string action) =>
        new(BackfillErrors.BackfillStateConflict, $"The backfill {job.Name} is {job.Status.State} and cannot be {action}.") { Target = job.Name };

    private Task<DatabaseSession> OpenAsync(string activity, BackfillOptions options, CancellationToken cancellationToken) => BackfillSession.OpenAsync(
        target, $"SchemaMigrate backfill {activity}", options, new SessionSettings { LockTimeout = TimeSpan.FromSeconds(5) }, cancellationToken);
}
