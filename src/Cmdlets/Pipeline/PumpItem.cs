namespace SchemaMigrate.Cmdlets.Pipeline;

/// <summary>Something to do on the pipeline thread.</summary>
/// <param name="Execute">Does it.</param>
/// <param name="Abandon">Releases whoever waits for it, when it will not be done any more.</param>
internal readonly record struct PumpItem(Action Execute, Action? Abandon);
