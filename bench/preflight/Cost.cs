namespace SchemaMigrate.Bench.Preflight;

/// <summary>What a piece of work took.</summary>
/// <param name="Clock">Seconds by the clock.</param>
/// <param name="Cpu">Seconds of CPU time.</param>
internal readonly record struct Cost(double Clock, double Cpu)
{
    public static Cost Endless { get; } = new(double.MaxValue, double.MaxValue);

    public Cost Least(Cost other) => new(Math.Min(Clock, other.Clock), Math.Min(Cpu, other.Cpu));
}
