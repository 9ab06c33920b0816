// Measures the static preflight against the bare parser over the same text, in one process. See bench/README.md.
//   dotnet run -c Release --project bench/preflight -- [rounds]
using System.Globalization;
using SchemaMigrate.Bench.Preflight;
using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;

var rounds = int.Parse(args.ElementAtOrDefault(0) ?? "7", CultureInfo.InvariantCulture);
var engine = new PreflightEngine();
var small = Enumerable.Range(0, 1000).Select(MigrationText.Small).ToList();

// The parser is compiled on first use and loaded once per process; the just-in-time compiler needs a while too.
for (var i = 0; i < 3; i++)
{
    Examine(MigrationText.OfSize(300_000));
}

Console.WriteLine($"static preflight, {Environment.ProcessorCount} processors, quickest of {rounds} rounds");
Row("1,000 files of about 1.8 KB", 1.0, Measure.Pair(rounds, () => small.ForEach(text => SqlScript.Parse(text)), () => engine.Examine(small.Select((text, n) => PreflightSource.OfText(text, $"{n}.sql")))));
var perMegabyte = 0.0;
foreach (var megabytes in new[] { 1, 4, 10 })
{
    var text = MigrationText.OfSize(megabytes * 1_000_000);
    var (parse, examine) = Measure.Pair(megabytes == 1 ? rounds : Math.Max(3, rounds / 2), () => SqlScript.Parse(text), () => Examine(text));
    Row($"one file of {megabytes} MB", megabytes == 1 ? 1.5 : null, (parse, examine));
    perMegabyte = megabytes == 1 ? examine.Cpu : perMegabyte;
    if (megabytes > 1)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {examine.Cpu / megabytes / perMegabyte,6:0.00} times the CPU time of 1 MB for each MB (goal: linear, about 1)"));
    }
}

void Examine(string text) => engine.Examine(PreflightSource.OfText(text, "one.sql"));

static void Row(string what, double? goal, (Cost Parse, Cost Examine) pair) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{what,-30} bare parser {pair.Parse.Clock,7:0.000} s, CPU {pair.Parse.Cpu,6:0.000}   preflight {pair.Examine.Clock,7:0.000} s, CPU {pair.Examine.Cpu,6:0.000}{(goal is { } limit ? $" (goal {limit:0.0} s)" : "")}   ratio {pair.Examine.Clock / pair.Parse.Clock:0.00}, CPU {pair.Examine.Cpu / pair.Parse.Cpu:0.00} (goal: at most 2)"));
