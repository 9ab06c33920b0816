namespace SchemaMigrate.Bench.Backfill;

/// <summary>What the second index holds, and how the rows lie.</summary>
internal sealed record TableShape(string Name, string Key, PhysicalOrder PhysicalOrder)
{
    public static TableShape Unique { get; } = new("index of scattered distinct values", "(random() * 1e9)::int", PhysicalOrder.Key);

    public static TableShape Few { get; } = new("index of 1,000 values", "i % 1000", PhysicalOrder.Key);

    public static TableShape Shuffled { get; } = new("rows lie in random order", "i % 1000", PhysicalOrder.Random);
}
