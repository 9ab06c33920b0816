namespace SchemaMigrate.Execution;

/// <summary>A difference between journal and files, or a step in doubt, and what is done about it.</summary>
/// <param name="RevisionId">The revision.</param>
/// <param name="Message">Its message.</param>
/// <param name="Problem">What differs.</param>
/// <param name="Action">What the repair does.</param>
/// <param name="Before">What the journal has; null when it says nothing.</param>
/// <param name="After">What it will have; null when nothing.</param>
/// <param name="Repaired">Whether it was done.</param>
public sealed record RepairItem(string RevisionId, string Message, string Problem, string Action, string? Before, string? After, bool Repaired);
