namespace SchemaMigrate.Execution.Events;

/// <summary>Something that happened during a run, told while it happens. Handlers are called from any thread and must be quick.</summary>
public abstract record RunEvent;
