using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SchemaMigrate.Bench.Backfill;

/// <summary>pgbench on the same table: 4 clients, 300 transactions a second, each reads and updates one random row. Latency counts from the scheduled start.</summary>
internal sealed class Foreground : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private Foreground(Process process, string folder) => (this.process, this.folder) = (process, folder);

    public static Foreground Start(Ground ground, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("sm-bench-").FullName;
        var script = Path.Combine(folder, "one.sql");
        File.WriteAllText(script, $"\\set id random(1, {rows})\nSELECT pad FROM t WHERE id = :id;\nUPDATE t SET pad = repeat('y', 60) WHERE id = :id;\n");
        var settings = new NpgsqlConnectionStringBuilder(ground.ConnectionString);
        var info = new ProcessStartInfo(
            Path.Combine(ground.Server.BinDirectory, "pgbench"),
            ["-n", "-c", "4", "-j", "1", "-R", "300", "-T", "600", "-f", script, "-l", "--log-prefix", Path.Combine(folder, "log"),
             "-h", settings.Host!, "-p", settings.Port.ToString(CultureInfo.InvariantCulture), "-U", settings.Username!, settings.Database!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["PGPASSWORD"] = settings.Password;
        return new Foreground(Process.Start(info)!, folder);
    }

    /// <summary>Ends it, and gives the latencies in ms, sorted; the first second is left out.</summary>
    public async Task<double[]> FinishAsync()
    {
        // Transactions that were held up until now end and are counted too.
        await Task.Delay(500);
        using var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await interrupt.WaitForExitAsync();
        await process.WaitForExitAsync();
        var lines = Directory.GetFiles(folder, "log*").SelectMany(File.ReadAllLines).Select(line => line.Split(' ')).Where(fields => fields.Length >= 6).ToList();
        var first = lines.Min(fields => long.Parse(fields[4], CultureInfo.InvariantCulture));
        return [.. lines
            .Where(fields => long.Parse(fields[4], CultureInfo.InvariantCulture) > first + 1)
            .Select(fields => double.Parse(fields[2], CultureInfo.InvariantCulture) / 1000)
            .Order()];
    }

    public ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    public static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
