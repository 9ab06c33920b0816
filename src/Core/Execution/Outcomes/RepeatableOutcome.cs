using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>VACUUM and its kin: doing it twice does no harm, so a step in doubt is simply run again.</summary>
internal sealed class RepeatableOutcome : OutcomeReader
{
    internal override bool WaitsForTransactions => false;

    internal override Task<bool> TookEffectAsync(
        StepCatalog catalog, PlannedStatement statement, bool inDoubt, CancellationToken cancellationToken) => Task.FromResult(false);
}
