using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Errors;

/// <summary>Tells PowerShell's own exceptions, which must reach the engine as they are, from those of the work.</summary>
internal static class EngineExceptions
{
    /// <summary>The pipeline is being left: Ctrl-C, a satisfied Select-Object -First, break, exit. Nobody but the engine may catch these.</summary>
    public static bool LeavesThePipeline(Exception exception) =>
        exception is PipelineStoppedException || (IsOfTheEngine(exception) && exception is not IContainsErrorRecord);

    /// <summary>Thrown by the engine, which knows how to report it.</summary>
    public static bool IsOfTheEngine(Exception exception) => exception.GetType().Assembly == typeof(PSObject).Assembly;
}
