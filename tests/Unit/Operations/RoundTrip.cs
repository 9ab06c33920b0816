using SchemaMigrate.Operations;

namespace SchemaMigrate.Tests.Operations;

/// <summary>An operation that is carried out on a table with rows, undone and carried out again.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Operation">The operation.</param>
internal sealed record RoundTrip(string Name, Operation Operation)
{
    /// <summary>SQL that runs after the setup of the name set.</summary>
    public string Setup { get; init; } = "";

    /// <summary>The oldest server that knows what it needs.</summary>
    public int SinceMajor { get; init; }

    /// <summary>What the catalog must hold afterwards: a part of one of its lines.</summary>
    public required string Expected { get; init; }
}
