using System.Diagnostics;
using SchemaMigrate.Backfills;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>
/// Each row exactly once, whatever is killed when. The usual suite kills 12 times within 24,000 rows; with SCHEMAMIGRATE_FULL=1 it is 200 times within 1,000,000.
/// </summary>
public sealed class KillTests
{
    private static readonly bool Full = Environment.GetEnvironmentVariable("SCHEMAMIGRATE_FULL") == "1";
    private static readonly int Rows = Full ? 1_000_000 : 24_000;
    private static readonly int Kills = Full ? 200 : 12;
    private static readonly int Batch = Full ? 500 : 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Full ? 20 : 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Processes_killed_backends_ended_and_the_server_restarted_leave_each_row_doubled_once(int processes)
    {
        await using var server = await SandboxServer.StartAsync(
            new SandboxOptions { Durable = true, BinDirectory = (await PostgresFixture.ServerAsync()).BinDirectory }, TimeProvider.System, CancellationToken.None);
        var ground = await BackfillGround.OnAsync(
            await server.CreateDatabaseAsync(null, CancellationToken.None),
            $"CREATE TABLE numbers (id bigint PRIMARY KEY, x bigint NOT NULL); INSERT INTO numbers SELECT i, 1 FROM generate_series(1, {Rows}) i; ANALYZE numbers; "
            + "CREATE TABLE allowed (rows bigint); INSERT INTO allowed VALUES (0)");
        await ground.Service.StartAsync(BackfillGround.Doubling(), new BackfillOptions
        {
            Workers = 2,
            BatchSize = Batch,
            LeaseTime = TimeSpan.FromSeconds(2),

            // Before each kill a share of the rows is set free, so that there is work to be killed in until the last one, however slow the machine is. The limit is
            // looked at once in a while only: what is done in between, at this rate, does not use up the rows either.
            MaxRate = Rows / (4.0 * Kills),
            Limits = new BackfillLimits { ThrottleQuery = "SELECT (SELECT sum(rows) FROM schemamigrate.backfill_range) > (SELECT rows FROM allowed)" },
        });

        var random = new Random(20260101);
        var crew = Enumerable.Range(0, processes).Select(_ => Launch(ground)).ToList();
        try
        {
            for (var kill = 1; kill <= Kills; kill++)
            {
                // It is in the middle of the work that they are killed.
                var (before, waiting) = (await RowsDoneAsync(ground), Stopwatch.StartNew());
                await ground.ExecuteAsync($"UPDATE allowed SET rows = {before + (Rows / (4 * Kills))}");
                while (await RowsDoneAsync(ground) == before)
                {
                    Assert.True(waiting.Elapsed < Patience, $"Nothing was done after kill {kill - 1}.");
                    Relaunch(crew, ground);
                    await Task.Delay(20);
                }

                await Task.Delay(random.Next(50));
                if (kill == Kills / 2)
                {
                    await server.KillAsync(CancellationToken.None);
                    await Task.Delay(300);
                    await server.RestartAsync(CancellationToken.None);
                }
                else if (random.Next(3) == 0)
                {
                    var victim = crew[random.Next(crew.Count)];
                    victim.Kill();
                    await victim.WaitForExitAsync();
                }
                else
                {
                    await ground.ExecuteAsync(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'SchemaMigrate backfill%' ORDER BY random() LIMIT 1");
                }
            }

            await ground.ExecuteAsync($"UPDATE allowed SET rows = {Rows}");
            await ground.Service.SetAsync("double", options => options with { MaxRate = null });
            var patience = Stopwatch.StartNew();
            while ((await ground.Service.GetAsync("double"))[0].State == BackfillState.Running && patience.Elapsed < Patience)
            {
                Relaunch(crew, ground);
                await Task.Delay(100);
            }

            var status = (await ground.Service.GetAsync("double"))[0];
            Assert.Equal((BackfillState.Completed, (long)Rows), (status.State, status.RowsDone));
            Assert.Equal(Rows, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
        }
        finally
        {
            foreach (var process in crew)
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }

                process.Dispose();
            }
        }
    }

    [Fact]
    public async Task A_process_halted_beyond_its_lease_is_fenced_off_when_it_goes_on()
    {
        var ground = await BackfillGround.WithNumbersAsync(4000);
        await ground.Service.StartAsync(
            BackfillGround.Doubling(), new BackfillOptions { BatchSize = 20, MaxRate = 600, LeaseTime = TimeSpan.FromSeconds(1) });
        using var child = Launch(ground);
        await UntilAsync(ground, "SELECT coalesce(sum(batches), 0) > 4 FROM schemamigrate.backfill_range");

        await SignalAsync(child, "STOP");
        var run = ground.ContinueAsync("double");
        await UntilAsync(ground, "SELECT EXISTS (SELECT FROM schemamigrate.backfill_decision WHERE kind = 'TookOver')");
        await Task.Delay(500);
        await SignalAsync(child, "CONT");
        await UntilAsync(ground, "SELECT EXISTS (SELECT FROM schemamigrate.backfill_decision WHERE kind = 'FencedOff')");
        var status = await run;

        Assert.Equal(BackfillState.Completed, status.State);
        Assert.Equal(4000, status.RowsDone);
        Assert.Equal(4000, await ground.ScalarAsync<long>("SELECT count(*) FROM numbers WHERE x = 2"));
        child.Kill();
    }

    private static Task<long> RowsDoneAsync(BackfillGround ground) => ground.ScalarAsync<long>("SELECT coalesce(sum(rows), 0)::bigint FROM schemamigrate.backfill_range");

    private static void Relaunch(List<Process> crew, BackfillGround ground)
    {
        for (var i = 0; i < crew.Count; i++)
        {
            if (crew[i].HasExited)
            {
                crew[i].Dispose();
                crew[i] = Launch(ground);
            }
        }
    }

    private static Process Launch(BackfillGround ground)
    {
        var process = ChildRun.Launch("backfill", ground.ConnectionString, "double");
        process.StandardInput.Close();
        return process;
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task UntilAsync(BackfillGround ground, string question)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await ground.ScalarAsync<bool>(question))
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"Never came true: {question}");
    }
}
