using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Execution.Outcomes;

namespace SchemaMigrate.Execution.Steps;

/// <summary>Runs a statement that cannot share a transaction with its journal row, such as a concurrent build.</summary>
internal sealed class NonTransactionalStepRunner(RunContext run)
{
    /// <summary>Runs the step, and gives the number of tries.</summary>
    internal async Task<int> RunAsync(TransactionUnit unit, CancellationToken cancellationToken)
    {
        var step = unit.Step;
        var statement = step.Statements[0];
        var outcome = OutcomeReader.For(statement);
        var attempts = new StepAttempts(run, unit) { Current = statement };
        if (await EnumerationAsync(attempts, outcome, cancellationToken) is { } query)
        {
            return await new EnumeratedStepRunner(run).RunAsync(unit with { Step = step with { Statements = [statement with { Sql = query }] } }, cancellationToken);
        }

        return await attempts.RunAsync(
            async token =>
            {
                if (!await attempts.ExecuteAsync(statement, attempts.InDoubt, token))
                {
                    run.Tell(new RunRemark($"Step {step.Ordinal} of revision {step.RevisionId} had taken effect already: {outcome.Describe(statement)}."));
                }
            },
            cancellationToken);
    }

    private async Task<string?> EnumerationAsync(StepAttempts attempts, OutcomeReader outcome, CancellationToken cancellationToken)
    {
        try
        {
            return await outcome.EnumerationAsync(await attempts.OpenAsync(outcome, cancellationToken), cancellationToken);
        }
        catch (MigrationException exception) when (attempts.Refused(exception) is { } refusal)
        {
            throw refusal;
        }
        finally
        {
            await run.Worker.ResetAsync();
        }
    }
}
