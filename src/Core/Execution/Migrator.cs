using SchemaMigrate.Connections;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Execution.Gates;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution;

/// <summary>
/// Runs plans on one database: takes the run lock, reads the journal, has the plan made from what it read, and executes it. The order is a
/// law: a plan made before the lock was taken may be about a state that is gone.
/// </summary>
public sealed class Migrator
{
    private readonly ConnectionTarget target;
    private readonly RunOptions options;
    private readonly TimeProvider timeProvider;
    private readonly Action<RunEvent> observer;
    private readonly ClientIdentity identity = ClientIdentity.Current;
    private readonly JournalStore store;

    /// <summary>Makes a migrator for a database.</summary>
    /// <param name="target">The database.</param>
    /// <param name="options">How runs behave.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="observer">Told what happens while it happens, from any thread.</param>
    public Migrator(ConnectionTarget target, RunOptions options, TimeProvider timeProvider, Action<RunEvent> observer)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        (this.target, this.options, this.timeProvider, this.observer) = (target, options, timeProvider, observer);
        store = new JournalStore(new Identifier(options.JournalSchema), identity);
    }

    /// <summary>Lets tests stand between this process and the server.</summary>
    internal RunProbe Probe { get; init; } = RunProbe.None;

    /// <summary>Runs a plan that is made from the state found under the run lock.</summary>
    /// <param name="makePlan">Makes the plan.</param>
    /// <param name="activity">What others see us doing: upgrade, downgrade.</param>
    /// <param name="cancellationToken">Stops the run; what was committed stays, and the next run goes on.</param>
    /// <returns>What was done. A run that did not reach its target ends in an exception.</returns>
    public Task<RunResult> RunAsync(
        Func<DatabaseState, CancellationToken, Task<Plan>> makePlan, string activity, CancellationToken cancellationToken = default) =>
        RunAsync(PlanMaker.WithoutGates(makePlan), activity, cancellationToken);

    /// <summary>Runs a plan that is made from the state found under the run lock, and from the facts of the gates on its way, read under the lock as well.</summary>
    /// <param name="maker">Makes the plan.</param>
    /// <param name="activity">What others see us doing: upgrade, downgrade.</param>
    /// <param name="cancellationToken">Stops the run; what was committed stays, and the next run goes on.</param>
    /// <returns>What was done and what waits. A run that did not reach what was asked for ends in an exception.</returns>
    public async Task<RunResult> RunAsync(PlanMaker maker, string activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(maker);
        var started = timeProvider.GetTimestamp();
        var runId = Guid.NewGuid();
        await using var locked = await LockedSession.OpenAsync(target, options, identity.ApplicationName(activity), timeProvider, observer, cancellationToken);
        var state = await store.ReadStateAsync(locked.Session, cancellationToken);
        var plan = await PlanAsync(maker, locked.Session, state, cancellationToken);
        observer(new PlanReady(plan));
        IReadOnlyList<RevisionResult> revisions = [];
        IReadOnlyList<LockMiss> misses = [];
        if (!plan.IsEmpty)
        {
            PlanRunner.Require(plan, options);
            var token = await FenceAsync(locked, state, cancellationToken);
            var fenced = await store.ReadStateAsync(locked.Session, cancellationToken);
            if (PlanHash.OfState(fenced) != PlanHash.OfState(state))
            {
                state = fenced;
                plan = await PlanAsync(maker, locked.Session, state, cancellationToken);
                observer(new PlanReady(plan));
                PlanRunner.Require(plan, options);
            }

            await using var worker = new Worker(target, identity.ApplicationName(activity), options);
            var run = new RunContext(
                worker, new LockWatch(locked.Session, options.LockRetry.LockTimeout),
                new JournalWriter(store.Sql, identity, runId, token, options.GitCommit), options, plan.Direction, timeProvider, observer, Probe);
            await GateAudit.WriteAsync(run, plan, cancellationToken);
            revisions = plan.IsEmpty ? [] : await new PlanRunner(run).RunAsync(plan, cancellationToken);
            misses = run.Misses;
        }

        return new RunResult(
            runId, plan.Direction, plan.Database, plan.Target, revisions.Count > 0, state.Heads, HeadsAfter(state, plan), revisions, misses, plan.Notes,
            plan.Hash, locked.Waited, timeProvider.GetElapsedTime(started))
        {
            Held = plan.Held,
        };
    }

    /// <summary>Makes a plan without running it and without the run lock: another runner may be at work.</summary>
    /// <param name="maker">Makes the plan.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    public async Task<Plan> PlanAsync(PlanMaker maker, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(maker);
        var gated = await ReadStateAsync(maker.Ask, cancellationToken);
        return await maker.Make(gated.State, gated.Facts, cancellationToken);
    }

    /// <summary>Reads where the database is, and what gates are judged by, without the run lock.</summary>
    /// <param name="ask">Tells from the state what must be read for the gates.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<GatedState> ReadStateAsync(Func<DatabaseState, GateQuestions> ask, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        await using var session = await DatabaseSession.OpenAsync(target, identity.ApplicationName("status"), cancellationToken);
        var state = await store.ReadStateAsync(session, cancellationToken);
        return new GatedState(state, await new GateFactsReader(store.Sql, options).ReadAsync(session, state, ask(state), cancellationToken));
    }

    /// <summary>Reads where the database is, without the run lock: another runner may be at work.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<DatabaseState> ReadStateAsync(CancellationToken cancellationToken = default)
    {
        await using var session = await DatabaseSession.OpenAsync(target, identity.ApplicationName("status"), cancellationToken);
        return await store.ReadStateAsync(session, cancellationToken);
    }

    /// <summary>Creates the journal when the database has none, under the run lock.</summary>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task EnsureJournalAsync(CancellationToken cancellationToken = default)
    {
        if ((await ReadStateAsync(cancellationToken)).JournalExists)
        {
            return;
        }

        await using var locked = await LockedSession.OpenAsync(target, options, identity.ApplicationName("journal"), timeProvider, observer, cancellationToken);
        locked.RequireWritable();
        await store.EnsureCreatedAsync(locked.Session, await store.ReadStateAsync(locked.Session, cancellationToken), cancellationToken);
    }

    /// <summary>Reads the audit log, newest events first.</summary>
    /// <param name="limit">At most so many, at least 1.</param>
    /// <param name="revisionId">Only the events of this revision; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<JournalEvent>> ReadEventsAsync(int limit, string? revisionId, CancellationToken cancellationToken = default)
    {
        await using var session = await DatabaseSession.OpenAsync(target, identity.ApplicationName("history"), cancellationToken);
        return await store.ReadEventsAsync(session, limit, revisionId, cancellationToken);
    }

    /// <summary>Everything that the journal keeps of the named revisions, by id.</summary>
    /// <param name="ids">Ids of applied revisions.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyDictionary<string, PlannedRevision>> ReadKeptAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
        {
            return new Dictionary<string, PlannedRevision>();
        }

        await using var session = await DatabaseSession.OpenAsync(target, identity.ApplicationName("status"), cancellationToken);
        return (await store.ReadTextsAsync(session, ids, cancellationToken)).ToDictionary(kept => kept.Id, StringComparer.Ordinal);
    }

    /// <summary>Changes the journal under the run lock without running anything of a revision.</summary>
    /// <param name="change">Decides what to change from the state found; an empty change writes nothing.</param>
    /// <param name="activity">What others see us doing: stamp, repair.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>The change that was made.</returns>
    public async Task<JournalChange> ChangeJournalAsync(
        Func<DatabaseState, CancellationToken, Task<JournalChange>> change, string activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var locked = await LockedSession.OpenAsync(target, options, identity.ApplicationName(activity), timeProvider, observer, cancellationToken);
        var state = await store.ReadStateAsync(locked.Session, cancellationToken);
        var wanted = await change(state, cancellationToken);
        if (!wanted.IsEmpty)
        {
            var token = await FenceAsync(locked, state, cancellationToken);
            var fenced = await store.ReadStateAsync(locked.Session, cancellationToken);
            if (PlanHash.OfState(fenced) != PlanHash.OfState(state))
            {
                wanted = await change(fenced, cancellationToken);
            }

            var writer = new JournalWriter(store.Sql, identity, Guid.NewGuid(), token, options.GitCommit);
            await using var worker = new Worker(target, identity.ApplicationName(activity), options);
            await worker.WriteAsync([writer.RequireLease(), .. wanted.Items(writer)], cancellationToken);
        }

        return wanted;
    }

    private async Task<Plan> PlanAsync(PlanMaker maker, DatabaseSession session, DatabaseState state, CancellationToken cancellationToken) => await maker.Make(
        state, await new GateFactsReader(store.Sql, options).ReadAsync(session, state, maker.Ask(state), cancellationToken), cancellationToken);

    // The backend of a runner that was killed works off what it had been sent, and may commit a revision after its run lock is free and the
    // journal was read. Raising the lease's token waits for such a commit and refuses any later one: only what is read after that holds.
    private async Task<long> FenceAsync(LockedSession locked, DatabaseState state, CancellationToken cancellationToken)
    {
        locked.RequireWritable();
        await ServerPatience.ExtendAsync(locked.Session, cancellationToken);
        await store.EnsureCreatedAsync(locked.Session, state, cancellationToken);
        return await store.TakeLeaseAsync(locked.Session, JournalWriter.RunLease, cancellationToken);
    }

    private static IReadOnlyList<string> HeadsAfter(DatabaseState state, Plan plan)
    {
        if (plan.IsEmpty)
        {
            return state.Heads;
        }

        var touched = plan.Revisions.Select(revision => revision.Id).ToHashSet(StringComparer.Ordinal);
        var rest = state.Revisions.Where(revision => !touched.Contains(revision.Id));
        var after = plan.Direction == PlanDirection.Upgrade
            ? rest.Concat(plan.Revisions.Select(revision => new AppliedRevision(
                revision.Id, revision.Parents, revision.Message, revision.FileName, revision.RawChecksum, revision.SemanticChecksum, RevisionState.Applied, 0)))
            : rest;
        return new DatabaseState(state.Database, state.ServerMajor, true, [.. after]).Heads;
    }
}
