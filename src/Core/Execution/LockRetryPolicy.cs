namespace SchemaMigrate.Execution;

/// <summary>
/// How long a statement may queue for a lock, and how often it is tried. A statement that queues blocks everybody who comes after it,
/// so it queues briefly, gives up, rests until the queue has drained, and tries again within a budget. There is no last try without limit.
/// </summary>
public sealed record LockRetryPolicy
{
    /// <summary>The policy used when nothing else is said.</summary>
    public static LockRetryPolicy Default { get; } = new();

    /// <summary>lock_timeout of each statement, at least 1 ms. Default 2 s: what other sessions wait at most because of us.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time within which a step may be tried again after lock timeouts and deadlocks. Default 2 minutes; zero means one try.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Rest after the first miss; doubles with each miss. Default 1 s.</summary>
    public TimeSpan InitialRest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest rest. Default 20 s.</summary>
    public TimeSpan MaximumRest { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The rest before the next try: exponential, with half of it random, so that two runners do not march in step.</summary>
    /// <param name="misses">How many tries have missed, from 1.</param>
    /// <param name="random">A number from 0 (inclusive) to 1 (exclusive).</param>
    public TimeSpan RestAfter(int misses, double random)
    {
        var doubled = InitialRest * Math.Pow(2, Math.Min(misses - 1, 20));
        var rest = doubled < MaximumRest ? doubled : MaximumRest;
        return rest * (0.5 + (random / 2));
    }
}
