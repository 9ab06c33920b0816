using System.Diagnostics;
using SchemaMigrate.Backfills;

namespace SchemaMigrate.Bench.Backfill;

/// <summary>The ways to change the table that are compared.</summary>
internal sealed class Runs(Ground ground, int rows)
{
    private const string Expression = "first_name || ' ' || last_name";

    public Task<Measurement> SingleUpdateAsync(TableShape shape, bool load) => MeasureAsync(
        "single UPDATE", shape, load, () => ground.ExecuteAsync($"UPDATE t SET full_name = {Expression} WHERE full_name IS NULL"));

    public Task<Measurement> BackfillAsync(string name, TableShape shape, bool load, BackfillOptions options) => MeasureAsync(name, shape, load, () => RunAsync(
        new BackfillDefinition { Name = "bench", Table = "t", Set = [new("full_name", Expression)], Where = "full_name IS NULL" }, options));

    /// <summary>The same walk with a statement that names no column of the second index: what every hand-written loop does.</summary>
    public Task<Measurement> PlainLoopAsync(string name, TableShape shape, bool load, BackfillOptions options) => MeasureAsync(name, shape, load, () => RunAsync(
        new BackfillDefinition { Name = "bench", Table = "t", Sql = $"UPDATE t SET full_name = {Expression} WHERE {{range}} AND full_name IS NULL" }, options));

    private async Task RunAsync(BackfillDefinition definition, BackfillOptions options)
    {
        await ground.Service.StartAsync(definition, options);
        var status = await ground.Service.RunAsync("bench", _ => { });
        if (status.State != BackfillState.Completed)
        {
            throw new InvalidOperationException($"The backfill is {status.State}: {status.Reason}");
        }
    }

    private async Task<Measurement> MeasureAsync(string name, TableShape shape, bool load, Func<Task> work)
    {
        await ground.ResetAsync(rows, shape);
        var size = await ground.ScalarAsync<long>("SELECT pg_total_relation_size('t')");
        await using var foreground = load ? Foreground.Start(ground, rows) : null;
        if (load)
        {
            await Task.Delay(2500);
        }

        GC.Collect();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var wal = await ground.ScalarAsync<decimal>("SELECT pg_current_wal_lsn() - '0/0'");
        await Task.Delay(200);
        var cpu = ground.ServerCpu();
        var started = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var latencies = foreground is null ? [] : await foreground.FinishAsync();
        await Task.Delay(300);
        var walMb = (double)(await ground.ScalarAsync<decimal>("SELECT pg_current_wal_lsn() - '0/0'") - wal) / 1048576;
        var growth = (await ground.ScalarAsync<long>("SELECT pg_total_relation_size('t')") - size) / 1048576.0;
        var left = await ground.ScalarAsync<long>("SELECT count(*) FROM t WHERE full_name IS NULL");
        if (left != 0)
        {
            throw new InvalidOperationException($"{name}: {left} rows were left.");
        }

        var measurement = new Measurement(
            name, seconds, rows, ground.ServerCpu() - cpu, walMb, growth, latencies, (GC.GetTotalMemory(forceFullCollection: true) - memory) / 1048576.0);
        Console.WriteLine(Tables.Line(measurement));
        return measurement;
    }
}
