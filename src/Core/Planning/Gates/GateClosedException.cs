using SchemaMigrate.Errors;

namespace SchemaMigrate.Planning;

/// <summary>A revision that was asked for cannot run, because a gate is closed. Nothing was done.</summary>
public sealed class GateClosedException : MigrationException
{
    /// <summary>Creates the error.</summary>
    /// <param name="target">What was asked for.</param>
    /// <param name="held">Everything that is held back.</param>
    public GateClosedException(string target, IReadOnlyList<Hold> held)
        : base(PlanningErrors.GateClosed, Describe(target, held))
    {
        Held = held;
        Target = held;
    }

    /// <summary>Everything that is held back, with the reasons.</summary>
    public IReadOnlyList<Hold> Held { get; }

    private static string Describe(string target, IReadOnlyList<Hold> held) =>
        $"The target '{target}' cannot be reached now: {string.Join("; ", held)}";
}
