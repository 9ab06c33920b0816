using System.Globalization;
using System.Text;

namespace SchemaMigrate.Bench.Backfill;

/// <summary>Prints measurements as tables and as a curve.</summary>
internal static class Tables
{
    public static string Line(Measurement run)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Name,-34} {run.Seconds,7:F1} s {run.RowsPerSecond,9:N0} rows/s  CPU {run.Cpu,6:F1} s  WAL {run.WalMb,6:N0} MiB  growth {run.GrowthMb,5:N0} MiB  memory {run.MemoryGrowthMb,5:F1} MiB");
        return run.Latencies.Length == 0 ? text : text + string.Create(
            CultureInfo.InvariantCulture,
            $"  p50 {Foreground.Percentile(run.Latencies, 0.5):F1}  p95 {Foreground.Percentile(run.Latencies, 0.95):F1}  p99 {Foreground.Percentile(run.Latencies, 0.99):F1}  max {run.Latencies.LastOrDefault():F0} ms");
    }

    public static string Ratio(Measurement run, Measurement single) => string.Create(
        CultureInfo.InvariantCulture, $"{run.Name,-34} {run.RowsPerSecond / single.RowsPerSecond,5:F2} x the single UPDATE's throughput, {single.Cpu / run.Cpu,5:F2} x by server CPU");

    /// <summary>A curve of latency and throughput over the batch time, on a logarithmic axis.</summary>
    public static string Svg(IReadOnlyList<(double TargetMs, double P99, double Ratio)> points)
    {
        const int width = 640, height = 360, left = 60, right = 60, top = 30, bottom = 50;
        var (low, high) = (Math.Log(points.Min(point => point.TargetMs)), Math.Log(points.Max(point => point.TargetMs)));
        var mostLatency = points.Max(point => point.P99) * 1.1;
        var mostRatio = points.Max(point => point.Ratio) * 1.1;
        double X(double ms) => left + ((Math.Log(ms) - low) / Math.Max(1e-9, high - low) * (width - left - right));
        double Y(double value, double most) => height - bottom - (value / most * (height - top - bottom));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n");
        Curve("#c0392b", point => Y(point.P99, mostLatency), point => $"{point.P99:F1} ms");
        Curve("#2471a3", point => Y(point.Ratio, mostRatio), point => $"{point.Ratio:F2} x");
        foreach (var (ms, _, _) in points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(ms):F0}\" y=\"{height - bottom + 18}\" text-anchor=\"middle\">{ms:F0} ms</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{width / 2}\" y=\"{height - 10}\" text-anchor=\"middle\">target batch time</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"18\" fill=\"#c0392b\">p99 of the foreground</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{width - right}\" y=\"18\" fill=\"#2471a3\" text-anchor=\"end\">throughput, x single UPDATE</text>\n</svg>\n");
        return svg.ToString();

        void Curve(string color, Func<(double TargetMs, double P99, double Ratio), double> y, Func<(double TargetMs, double P99, double Ratio), FormattableString> label)
        {
            var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.TargetMs):F0},{y(point):F0}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n");
            foreach (var point in points)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(point.TargetMs):F0}\" cy=\"{y(point):F0}\" r=\"3\" fill=\"{color}\"/><text x=\"{X(point.TargetMs):F0}\" y=\"{y(point) - 7:F0}\" fill=\"{color}\" text-anchor=\"middle\">{FormattableString.Invariant(label(point))}</text>\n");
            }
        }
    }
}
