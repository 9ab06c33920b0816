using SchemaMigrate.Execution.Events;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>
/// A step in doubt may still be under way: the backend of a killed runner works on until it notices, and only afterwards does the catalog
/// tell what became of the step. It is recognised by the application name, which is the step's own.
/// </summary>
internal static class PredecessorEnd
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    internal static async Task WaitAsync(RunContext run, Step step, CancellationToken cancellationToken)
    {
        int? told = null;
        while (await run.Watch.Control.ScalarAsync<int?>(
            """
            SELECT min(pid) FROM pg_catalog.pg_stat_activity
            WHERE datname = pg_catalog.current_database() AND application_name = $1 AND pid <> $2
            """,
            cancellationToken, StepNames.ForServer(run.Direction, step), run.Worker.BackendPid) is { } pid)
        {
            if (told != pid)
            {
                told = pid;
                run.Tell(new RunRemark($"Backend {pid} of an earlier run is still at step {step.Ordinal} of revision {step.RevisionId}; waiting for it."));
            }

            await Task.Delay(Poll, run.TimeProvider, cancellationToken);
        }
    }
}
