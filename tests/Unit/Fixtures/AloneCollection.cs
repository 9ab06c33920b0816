namespace SchemaMigrate.Tests.Fixtures;

/// <summary>Tests that load the machine, or that measure how long something takes: they run one by one, when all others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
