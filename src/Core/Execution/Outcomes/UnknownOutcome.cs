using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>A statement whose effect cannot be told from the catalog: when it is in doubt, a person has to look.</summary>
internal sealed class UnknownOutcome : OutcomeReader
{
    internal override bool WaitsForTransactions => false;

    internal override bool MayBeHalfDone => false;

    internal override Task<bool> TookEffectAsync(
        StepCatalog catalog, PlannedStatement statement, bool inDoubt, CancellationToken cancellationToken) => inDoubt
        ? throw new MigrationException(
            ExecutionErrors.StepInDoubt,
            $"A run was stopped while step {catalog.Step.Ordinal} of revision {catalog.Step.RevisionId} was running, and the catalog does not tell whether it took effect: {Redactor.Default.Redact(statement.Sql)}")
        {
            Target = catalog.Step.RevisionId,
        }
        : Task.FromResult(false);
}
