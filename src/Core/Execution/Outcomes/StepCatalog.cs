using SchemaMigrate.Connections;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>The catalog as a step sees it: under the step's role and search_path.</summary>
internal sealed class StepCatalog(RunContext run, DatabaseSession session, Step step)
{
    internal DatabaseSession Session => session;

    internal Step Step => step;

    internal TimeProvider TimeProvider => run.TimeProvider;

    internal void Remark(string text) => run.Tell(new RunRemark(text));

    internal Task<bool> ExistsAsync(QualifiedName relation, CancellationToken cancellationToken) =>
        session.ScalarAsync<bool>("SELECT pg_catalog.to_regclass($1) IS NOT NULL", cancellationToken, relation.ToString());

    /// <summary>Runs something long, telling the progress that the server shows.</summary>
    internal Task WatchedAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        run.Watch.DuringAsync(session.BackendPid, work, TellProgressAsync, cancellationToken);

    private async Task TellProgressAsync(DatabaseSession control, CancellationToken cancellationToken)
    {
        var seen = await control.QueryAsync(
            EmbeddedSql.Read("Execution/Outcomes/IndexProgress.sql"),
            row => new StepProgressed(step, row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt32(3)),
            cancellationToken,
            session.BackendPid);
        foreach (var progress in seen)
        {
            run.Tell(progress);
        }
    }
}
