using SchemaMigrate.Connections;

namespace SchemaMigrate.Execution;

/// <summary>A step did not get its locks within the budget. Nothing of the step was kept.</summary>
public sealed class LockBudgetExhaustedException : StepException
{
    internal LockBudgetExhaustedException(StepLocation location, IReadOnlyList<LockMiss> misses, IReadOnlyList<string> kept, Exception cause)
        : base(ExecutionErrors.LockBudgetExhausted, location, Describe(misses), kept, cause)
    {
        Misses = misses;
        Blockers = misses.LastOrDefault(miss => miss.Blockers.Count > 0)?.Blockers ?? [];
    }

    /// <summary>Every try that missed.</summary>
    public IReadOnlyList<LockMiss> Misses { get; }

    /// <summary>The sessions in the way, as last seen.</summary>
    public IReadOnlyList<Blocker> Blockers { get; }

    private static string Describe(IReadOnlyList<LockMiss> misses)
    {
        var blockers = misses.LastOrDefault(miss => miss.Blockers.Count > 0)?.Blockers ?? [];
        return $"the locks were not obtained in {misses.Count} {(misses.Count == 1 ? "try" : "tries")}; blocked by " +
            (blockers.Count == 0 ? "a session that could not be seen" : string.Join("; ", blockers)) + ".";
    }
}
