using SchemaMigrate.Errors;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Steps;

/// <summary>
/// Runs the statements that a query on the catalog gives, one by one, and asks again until nothing is left. The catalog is the state: a run that was killed goes on where it was, and what came up meanwhile
/// (a partition attached while others were being indexed) is done with the rest.
/// </summary>
internal sealed class EnumeratedStepRunner(RunContext run)
{
    private const int Repetitions = 3;

    /// <summary>Runs the step, and gives the number of tries.</summary>
    internal Task<int> RunAsync(TransactionUnit unit, CancellationToken cancellationToken)
    {
        var attempts = new StepAttempts(run, unit);
        var executed = new Dictionary<string, int>(StringComparer.Ordinal);
        return attempts.RunAsync(
            async token =>
            {
                attempts.Current = null;
                while (await AskAsync(unit.Step, token) is { Count: > 0 } statements)
                {
                    foreach (var sql in statements)
                    {
                        var statement = unit.Step.Statements[0] with { Sql = sql, Kind = SqlScript.Parse(sql, token).Statements[0].Kind };
                        await attempts.ExecuteAsync(statement, inDoubt: false, token);
                        executed[sql] = executed.GetValueOrDefault(sql) + 1;
                        if (executed[sql] > Repetitions)
                        {
                            throw new MigrationException(ExecutionErrors.StatementWithoutEffect, $"The catalog asks again for what was executed {Repetitions} times without an error: {sql}") { Target = sql };
                        }
                    }

                    attempts.Current = null;
                }
            },
            cancellationToken);
    }

    private async Task<IReadOnlyList<string>> AskAsync(Step step, CancellationToken cancellationToken)
    {
        var session = await StepSession.OpenAsync(run, step, run.Options.LockRetry.LockTimeout, cancellationToken);
        run.Probe.At("enumerate");
        return await session.QueryAsync(step.Statements[0].Sql, row => row.GetString(0), cancellationToken);
    }
}
