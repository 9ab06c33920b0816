namespace SchemaMigrate.Execution;

/// <summary>Lets a test stand at every boundary between this process and the server, and stop the process there.</summary>
internal sealed class RunProbe
{
    /// <summary>A probe that does nothing.</summary>
    internal static RunProbe None { get; } = new();

    /// <summary>Called at each boundary with its name.</summary>
    internal Action<string>? Boundary { get; init; }

    /// <summary>How many statements may share a round trip; 1 puts a boundary behind every statement.</summary>
    internal int StatementsPerRoundTrip { get; init; } = 200;

    internal void At(string boundary) => Boundary?.Invoke(boundary);
}
