// Measures backfills against a single UPDATE. Ratios are of runs in one process on one server, interleaved; see bench/README.md.
//   dotnet run -c Release --project bench/backfill -- alone|one|batch|linear|load|curve [rows] [rounds]
using System.Globalization;
using SchemaMigrate.Backfills;
using SchemaMigrate.Bench.Backfill;

var what = args.ElementAtOrDefault(0) ?? "alone";
var rows = int.Parse(args.ElementAtOrDefault(1) ?? "2000000", CultureInfo.InvariantCulture);
var rounds = int.Parse(args.ElementAtOrDefault(2) ?? "1", CultureInfo.InvariantCulture);
await using var ground = await Ground.StartAsync();
Console.WriteLine($"PostgreSQL {ground.Server.Version}, {rows:N0} rows, {Environment.ProcessorCount} cores, {rounds} rounds");
var runs = new Runs(ground, rows);
for (var round = 1; round <= rounds; round++)
{
    switch (what)
    {
        case "alone":
            foreach (var shape in new[] { TableShape.Unique, TableShape.Few, TableShape.Shuffled })
            {
                Console.WriteLine($"-- {shape.Name}");
                var single = await runs.SingleUpdateAsync(shape, load: false);
                Measurement[] others =
                [
                    await runs.BackfillAsync("1 worker, defaults", shape, false, new BackfillOptions { Workers = 1 }),
                    await runs.PlainLoopAsync("1 worker, names no index column", shape, false, new BackfillOptions { Workers = 1 }),
                    await runs.BackfillAsync("2 workers", shape, false, new BackfillOptions { Workers = 2 }),
                ];
                foreach (var other in others)
                {
                    Console.WriteLine(Tables.Ratio(other, single));
                }
            }

            break;
        case "two":
            await runs.BackfillAsync("2 workers", TableShape.Few, false, new BackfillOptions { Workers = 2 });
            break;
        case "one":
            await runs.SingleUpdateAsync(TableShape.Few, load: false);
            await runs.BackfillAsync("1 worker, defaults", TableShape.Few, false, new BackfillOptions { Workers = 1 });
            await runs.PlainLoopAsync("1 worker, names no index column", TableShape.Few, false, new BackfillOptions { Workers = 1 });
            break;
        case "batch":
            var whole = await runs.SingleUpdateAsync(TableShape.Few, load: false);
            foreach (var size in new[] { 500, 1_000, 2_000, 5_000, 15_000 })
            {
                Console.WriteLine(Tables.Ratio(await runs.BackfillAsync($"1 worker, batches of {size:N0}", TableShape.Few, false, new BackfillOptions { Workers = 1, BatchSize = size }), whole));
            }

            break;
        case "linear":
            foreach (var part in new[] { rows / 4, rows / 2, rows })
            {
                await new Runs(ground, part).BackfillAsync($"1 worker, {part:N0} rows", TableShape.Few, false, new BackfillOptions { Workers = 1 });
            }

            break;
        default:
        {
            var single = await runs.SingleUpdateAsync(TableShape.Few, load: true);
            var points = new List<(double, double, double)>();
            foreach (var (ms, workers) in what == "curve" ? [(5, 2), (10, 2), (20, 2), (50, 2), (100, 2), (200, 2), (500, 2)] : new[] { (0, 0), (0, 1), (10, 2), (100, 2) })
            {
                var options = new BackfillOptions { Workers = workers == 0 ? null : workers, TargetBatchTime = ms == 0 ? null : TimeSpan.FromMilliseconds(ms) };
                var run = await runs.BackfillAsync((workers, ms) == (0, 0) ? "all defaults" : $"{workers} workers, {(ms == 0 ? "default time" : $"{ms} ms")}", TableShape.Few, true, options);
                Console.WriteLine(Tables.Ratio(run, single));
                points.Add((ms, Foreground.Percentile(run.Latencies, 0.99), run.RowsPerSecond / single.RowsPerSecond));
            }

            if (what == "curve")
            {
                await File.WriteAllTextAsync("backfill-curve.svg", Tables.Svg(points));
            }

            break;
        }
    }
}
