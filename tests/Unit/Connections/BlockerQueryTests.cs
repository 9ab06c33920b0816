using SchemaMigrate.Connections;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Connections;

public sealed class BlockerQueryTests
{
    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task The_holder_of_a_lock_is_named_with_all_that_helps_to_find_it(int major)
    {
        var target = await TestSessions.NewTargetAsync(major);
        await using var observer = await TestSessions.OpenAsync(target, "observer");
        await observer.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await using var holder = await TestSessions.OpenAsync(target, "nightly report");
        await using var held = await holder.BeginAsync(CancellationToken.None);
        await holder.ExecuteAsync("SELECT * FROM t\n/* \u001b[31m ##vso[x] */", CancellationToken.None);
        await using var waiting = await Waiting.StartAsync(target, observer, "ALTER TABLE t ADD COLUMN b int");

        var blocker = Assert.Single(await BlockerQuery.FindBlockersAsync(observer, [waiting.Pid], CancellationToken.None));

        Assert.Equal((holder.BackendPid, waiting.Pid, 1), (blocker.Pid, blocker.BlockedPid, blocker.Depth));
        Assert.Equal(("AccessExclusiveLock on public.t", "AccessShareLock", "public.t", true), (blocker.WaitingFor, blocker.LockMode, blocker.Relation, blocker.IsHolding));
        Assert.Equal(("postgres", "nightly report", "idle in transaction"), (blocker.User, blocker.Application, blocker.State));
        Assert.Equal("SELECT * FROM t /* # #vso[x] */", blocker.Query);
        Assert.InRange(blocker.TransactionAge!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Assert.InRange(blocker.StateAge!.Value, TimeSpan.Zero, blocker.TransactionAge.Value);
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Those_ahead_in_the_queue_and_their_blockers_are_named_too(int major)
    {
        var target = await TestSessions.NewTargetAsync(major);
        await using var observer = await TestSessions.OpenAsync(target, "observer");
        await observer.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await using var holder = await TestSessions.OpenAsync(target, "holder");
        await using var held = await holder.BeginAsync(CancellationToken.None);
        await holder.ExecuteAsync("LOCK TABLE t IN ROW EXCLUSIVE MODE", CancellationToken.None);
        await using var first = await Waiting.StartAsync(target, observer, "LOCK TABLE t IN SHARE MODE");
        await using var second = await Waiting.StartAsync(target, observer, "LOCK TABLE t IN ROW EXCLUSIVE MODE");

        var blockers = await BlockerQuery.FindBlockersAsync(observer, [second.Pid], CancellationToken.None);

        Assert.Equal(
            [(1, first.Pid, second.Pid, false, "ShareLock"), (2, holder.BackendPid, first.Pid, true, "RowExclusiveLock")],
            blockers.Select(blocker => (blocker.Depth, blocker.Pid, blocker.BlockedPid, blocker.IsHolding, blocker.LockMode!)));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Waits_for_rows_and_advisory_keys_are_explained(int major)
    {
        var target = await TestSessions.NewTargetAsync(major);
        await using var observer = await TestSessions.OpenAsync(target, "observer");
        await observer.ExecuteAsync("CREATE TABLE t AS SELECT 1 AS a", CancellationToken.None);
        await using var holder = await TestSessions.OpenAsync(target, "holder");
        await using var held = await holder.BeginAsync(CancellationToken.None);
        await holder.ExecuteAsync("UPDATE t SET a = 2", CancellationToken.None);
        await holder.ExecuteAsync("SELECT pg_advisory_xact_lock(7, 8)", CancellationToken.None);
        await using var row = await Waiting.StartAsync(target, observer, "UPDATE t SET a = 3");
        await using var key = await Waiting.StartAsync(target, observer, "SELECT pg_advisory_xact_lock(7, 8)");

        var byRow = Assert.Single(await BlockerQuery.FindBlockersAsync(observer, [row.Pid], CancellationToken.None));
        var byKey = Assert.Single(await BlockerQuery.FindBlockersAsync(observer, [key.Pid], CancellationToken.None));

        Assert.Matches(@"^the end of transaction \d+ \(a row of public\.t\)$", byRow.WaitingFor);
        Assert.Equal((holder.BackendPid, "public.t"), (byRow.Pid, byRow.Relation));
        Assert.Equal(("ExclusiveLock on advisory key 7,8", holder.BackendPid), (byKey.WaitingFor, byKey.Pid));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task A_prepared_transaction_is_named_though_it_has_no_process(int major)
    {
        var binaries = (await PostgresFixture.ServerAsync(major)).BinDirectory;
        var options = new SandboxOptions { BinDirectory = binaries, Settings = new Dictionary<string, string> { ["max_prepared_transactions"] = "5" } };
        await using var server = await SandboxServer.StartAsync(options, TimeProvider.System, CancellationToken.None);
        var target = ConnectionTarget.Parse(server.ConnectionString, _ => null);
        await using var observer = await TestSessions.OpenAsync(target, "observer");
        await observer.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await using (var forgetful = await TestSessions.OpenAsync(target, "forgetful"))
        {
            await forgetful.ExecuteAsync("BEGIN", CancellationToken.None);
            await forgetful.ExecuteAsync("INSERT INTO t VALUES (1)", CancellationToken.None);
            await forgetful.ExecuteAsync("PREPARE TRANSACTION 'order-17'", CancellationToken.None);
        }

        await using var waiting = await Waiting.StartAsync(target, observer, "ALTER TABLE t ADD COLUMN b int");
        var blocker = Assert.Single(await BlockerQuery.FindBlockersAsync(observer, [waiting.Pid], CancellationToken.None));
        var holder = Assert.Single(
            await BlockerQuery.FindHoldersAsync(observer, [QualifiedName.Of("public", "t")], LockMode.Share, CancellationToken.None),
            found => found.IsHolding);

        Assert.Equal((0, "order-17", "postgres", "prepared transaction"), (blocker.Pid, blocker.PreparedTransaction, blocker.User, blocker.State));
        Assert.Equal(("RowExclusiveLock", "AccessExclusiveLock on public.t"), (blocker.LockMode, blocker.WaitingFor));
        Assert.InRange(blocker.TransactionAge!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal((0, "order-17", "RowExclusiveLock"), (holder.Pid, holder.PreparedTransaction, holder.LockMode));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task Before_a_lock_is_asked_for_only_conflicting_holders_count(int major)
    {
        var target = await TestSessions.NewTargetAsync(major);
        await using var observer = await TestSessions.OpenAsync(target, "observer");
        await observer.ExecuteAsync("CREATE TABLE \"T é\" (a int)", CancellationToken.None);
        await using var holder = await TestSessions.OpenAsync(target, "holder");
        QualifiedName[] relations = [QualifiedName.Of(null, "T é"), QualifiedName.Of("no", "where")];

        // The manual's conflict table, taken from the server itself: each pair is tried with NOWAIT.
        var modes = Enum.GetValues<LockMode>().Where(mode => mode != LockMode.None).ToArray();
        foreach (var held in modes)
        {
            await using var transaction = await holder.BeginAsync(CancellationToken.None);
            await holder.ExecuteAsync($"LOCK TABLE \"T é\" IN {Spell(held)} MODE", CancellationToken.None);
            foreach (var wanted in modes)
            {
                var found = await BlockerQuery.FindHoldersAsync(observer, relations, wanted, CancellationToken.None);
                await using var trial = await observer.BeginAsync(CancellationToken.None);
                var refused = await Record.ExceptionAsync(
                    () => observer.ExecuteAsync($"LOCK TABLE \"T é\" IN {Spell(wanted)} MODE NOWAIT", CancellationToken.None));

                Assert.Equal(refused is not null, found.Any(blocker => blocker.Pid == holder.BackendPid && blocker.LockMode == $"{held}Lock"));
            }
        }
    }

    [Fact]
    public async Task A_role_that_may_not_see_queries_still_learns_who_it_is()
    {
        var target = await TestSessions.NewTargetAsync();
        await using var observer = await TestSessions.OpenAsync(target, "observer");
        await observer.ExecuteAsync("CREATE TABLE t (a int)", CancellationToken.None);
        await using var holder = await TestSessions.OpenAsync(target, "holder");
        await using var held = await holder.BeginAsync(CancellationToken.None);
        await holder.ExecuteAsync("LOCK TABLE t", CancellationToken.None);
        await using var waiting = await Waiting.StartAsync(target, observer, "SELECT FROM t");
        await observer.ExecuteAsync("SET ROLE pg_signal_backend", CancellationToken.None);

        var blocker = Assert.Single(await BlockerQuery.FindBlockersAsync(observer, [waiting.Pid], CancellationToken.None));

        Assert.Equal((holder.BackendPid, "AccessExclusiveLock", null), (blocker.Pid, blocker.LockMode, blocker.Query));
    }

    [Fact]
    public async Task Nobody_waiting_means_no_blockers()
    {
        await using var observer = await TestSessions.OpenNewAsync();

        Assert.Empty(await BlockerQuery.FindBlockersAsync(observer, [observer.BackendPid, 1], CancellationToken.None));
        Assert.Empty(await BlockerQuery.FindBlockersAsync(observer, [], CancellationToken.None));
    }

    private static string Spell(LockMode mode) => string.Concat(mode.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToUpperInvariant();

    /// <summary>A session that waits for a lock until it is disposed.</summary>
    private sealed class Waiting : IAsyncDisposable
    {
        private readonly CancellationTokenSource cancel = new();
        private readonly DatabaseSession session;
        private Task statement = Task.CompletedTask;

        private Waiting(DatabaseSession session) => this.session = session;

        public int Pid => session.BackendPid;

        public static async Task<Waiting> StartAsync(ConnectionTarget target, DatabaseSession observer, string sql)
        {
            var waiting = new Waiting(await TestSessions.OpenAsync(target, "waiting"));
            waiting.statement = waiting.RunAsync(sql);
            await TestSessions.UntilBlockedAsync(observer, waiting.Pid);
            return waiting;
        }

        public async ValueTask DisposeAsync()
        {
            await cancel.CancelAsync();
            await statement;
            await session.DisposeAsync();
            cancel.Dispose();
        }

        private async Task RunAsync(string sql)
        {
            try
            {
                await using var transaction = await session.BeginAsync(cancel.Token);
                await session.ExecuteAsync(sql, cancel.Token);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}
