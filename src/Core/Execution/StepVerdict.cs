using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution;

/// <summary>What a person found out about a step in doubt.</summary>
/// <param name="Revision">The unfinished revision.</param>
/// <param name="Ordinal">The step.</param>
/// <param name="Done">Whether it took effect.</param>
/// <param name="Last">Whether it is the revision's last step.</param>
public sealed record StepVerdict(AppliedRevision Revision, int Ordinal, bool Done, bool Last);
