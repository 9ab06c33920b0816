namespace SchemaMigrate.Bench.Backfill;

/// <summary>One run.</summary>
internal sealed record Measurement(string Name, double Seconds, double Rows, double Cpu, double WalMb, double GrowthMb, double[] Latencies, double MemoryGrowthMb)
{
    public double RowsPerSecond => Rows / Seconds;
}
