using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>How steps are called where others see them.</summary>
internal static class StepNames
{
    /// <summary>The application name while a step runs: whoever looks at the server sees what we are doing.</summary>
    internal static string ForServer(PlanDirection direction, Step step) =>
        $"SchemaMigrate {direction.ToString().ToLowerInvariant()} {step.RevisionId} step {step.Ordinal}";
}
