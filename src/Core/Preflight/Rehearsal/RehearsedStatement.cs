using SchemaMigrate.Planning;

namespace SchemaMigrate.Preflight;

/// <summary>What a statement did in the rehearsal.</summary>
/// <param name="Statement">The statement, with what was predicted of it.</param>
/// <param name="Duration">How long it ran.</param>
public sealed record RehearsedStatement(PlannedStatement Statement, TimeSpan Duration)
{
    /// <summary>Locks that it took in addition to those of the statements before it in the transaction.</summary>
    public IReadOnlyList<ObservedLock> Locks { get; init; } = [];

    /// <summary>Tables that it wrote anew.</summary>
    public IReadOnlyList<string> Rewritten { get; init; } = [];

    /// <summary>Tables that it read from end to end.</summary>
    public IReadOnlyList<string> Scanned { get; init; } = [];

    /// <summary>True when the locks were looked at from another session while it ran, and short ones may have been missed.</summary>
    public bool Sampled { get; init; }

    /// <summary>The server's message when it failed; null when it did not.</summary>
    public string? Failure { get; init; }
}
