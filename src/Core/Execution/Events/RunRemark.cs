namespace SchemaMigrate.Execution.Events;

/// <summary>A decision that somebody reading the log wants to know.</summary>
/// <param name="Text">One line.</param>
public sealed record RunRemark(string Text) : RunEvent;
