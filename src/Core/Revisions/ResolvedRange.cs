namespace SchemaMigrate.Revisions;

/// <summary>A range that was looked up in a graph.</summary>
/// <param name="Range">What was asked for.</param>
/// <param name="IsDowngrade">Whether the way leads back: the end is an ancestor of the start.</param>
/// <param name="AppliedBefore">The revisions that the start implies, in topological order.</param>
/// <param name="Path">The revisions to apply, or to undo, in the order of execution.</param>
public sealed record ResolvedRange(TargetRange Range, bool IsDowngrade, IReadOnlyList<Revision> AppliedBefore, IReadOnlyList<Revision> Path);
