using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Outcomes;

/// <summary>Asks the catalog whether a statement outside a transaction took effect, and clears away what a failed try left behind.</summary>
internal abstract class OutcomeReader
{
    /// <summary>Whether the statement waits for other transactions by design, so that a lock_timeout would only break it.</summary>
    internal virtual bool WaitsForTransactions => true;

    /// <summary>Whether a statement that ended in an error may have had a part of its effect.</summary>
    internal virtual bool MayBeHalfDone => true;

    /// <summary>The reader that knows the statement.</summary>
    internal static OutcomeReader For(PlannedStatement statement)
    {
        var parsed = SqlScript.Parse(statement.Sql).Statements[0];
        if (ConcurrentIndexBuild.TryRead(parsed) is { } build)
        {
            return new IndexBuildOutcome(build, parsed);
        }

        if (ConcurrentIndexDrop.TryRead(parsed) is { } drop)
        {
            return new IndexDropOutcome(drop);
        }

        if (ConcurrentReindex.TryRead(parsed) is not null)
        {
            return new ReindexOutcome();
        }

        return statement.Kind switch
        {
            StatementKind.Vacuum or StatementKind.Analyze or StatementKind.Reindex or StatementKind.Cluster or StatementKind.AlterSystem or
                StatementKind.Checkpoint => new RepeatableOutcome(),
            StatementKind.AlterTable => new DetachOutcome(parsed),
            _ => new UnknownOutcome(),
        };
    }

    /// <summary>The query that gives the statements to execute instead, when the catalog shows that this one cannot do it; null when it can.</summary>
    internal virtual Task<string?> EnumerationAsync(StepCatalog catalog, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Whether nothing is left to do. May clear away what an earlier try left behind.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="inDoubt">Whether a try was begun whose end is not known.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    internal abstract Task<bool> TookEffectAsync(StepCatalog catalog, PlannedStatement statement, bool inDoubt, CancellationToken cancellationToken);

    /// <summary>Fails when the statement ended without an error and its effect is not there.</summary>
    internal virtual Task RequireAsync(StepCatalog catalog, PlannedStatement statement, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Clears away what a failed statement left behind, and tells whether nothing is left.</summary>
    internal virtual Task<bool> CleanUpAsync(StepCatalog catalog, PlannedStatement statement, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>The effect, for people.</summary>
    internal virtual string Describe(PlannedStatement statement) => statement.Sql;
}
