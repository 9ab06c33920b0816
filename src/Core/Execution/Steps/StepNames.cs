using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>How steps are called where others see them.</summary>
internal static class StepNames
{
    /// <summary>The application name while a step runs: whoever looks at the server sees what we are doing.</summary>
    internal static string ForServer(PlanDirection direction, Step step)
    {
        // PostgreSQL keeps 63 bytes; a long id is shortened, the number of the step is not.
        var (before, after) = ($"SchemaMigrate {direction.ToString().ToLowerInvariant()} ", $" step {step.Ordinal}");
        var room = 63 - before.Length - after.Length;
        return before + (step.RevisionId.Length <= room ? step.RevisionId : step.RevisionId[..room]) + after;
    }
}
