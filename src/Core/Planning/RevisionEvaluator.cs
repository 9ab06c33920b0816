using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>Evaluates the blocks of a PowerShell revision. Core holds no PowerShell, so that the host brings it.</summary>
/// <param name="revision">A revision of format PowerShell.</param>
/// <param name="cancellationToken">Stops the evaluation.</param>
public delegate Task<EvaluatedRevision> RevisionEvaluator(Revision revision, CancellationToken cancellationToken);
