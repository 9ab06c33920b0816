using Npgsql;
using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Sql;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>Executes an example on a real server, in the steps that the engine cut it into, and watches each statement within its transaction.</summary>
internal sealed class ExampleRun(NpgsqlConnection connection, string end)
{
    private readonly List<ObservedStatement> observed = [];
    private LockObserver? observer;

    public static async Task<(IReadOnlyList<ObservedStatement> Observed, string? SqlState)> RunAsync(RuleExample example, Examination examination, int major)
    {
        // A database of its own costs more than all the rest; one transaction can be taken back.
        var shares = examination.Statements.Select(statement => statement.Step).Distinct().Count() == 1
            && examination.Statements.All(statement => statement.Statement.Kind != StatementKind.Transaction && statement.Facts.Transaction != TransactionNeed.Forbidden && !CommitsItself(statement));
        var connection = shares ? await ExampleDatabases.SharedAsync(major) : await ExampleDatabases.OpenAsync(major);
        var run = new ExampleRun(connection, shares ? "ROLLBACK" : "COMMIT");
        try
        {
            if (examination.Findings.FirstOrDefault(finding => finding.RuleId is "SM000" or "SM093") is { Severity: Severity.Error })
            {
                await run.ExecuteAsync(example.Text);
            }

            foreach (var step in examination.Statements.Where(statement => !statement.Embedded).GroupBy(statement => statement.Step))
            {
                await run.RunStepAsync([.. step]);
            }

            return (run.observed, null);
        }
        catch (PostgresException exception)
        {
            if (shares)
            {
                await run.ExecuteAsync("ROLLBACK");
            }

            return (run.observed, exception.SqlState);
        }
        finally
        {
            if (!shares)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private async Task RunStepAsync(IReadOnlyList<ExaminedStatement> step)
    {
        var written = step.Any(statement => statement.Statement.Kind == StatementKind.Transaction);
        var wrap = !written && !step.Any(statement => statement.Facts.Transaction == TransactionNeed.Forbidden || CommitsItself(statement));
        observer = null;
        if (wrap)
        {
            await ExecuteAsync("BEGIN");
            observer = new LockObserver(connection);
        }

        foreach (var statement in step)
        {
            if (statement.Statement.Kind == StatementKind.Transaction)
            {
                observer = null;
            }

            await ExecuteAsync(statement.Statement.Text);
            if (statement.Statement.Node.Text("kind") is "TRANS_STMT_BEGIN" && statement.Statement.Kind == StatementKind.Transaction)
            {
                observer = new LockObserver(connection);
            }
            else if (observer is not null)
            {
                var (locks, rewritten, read) = observer.Observe();
                observed.Add(new ObservedStatement(statement, locks, rewritten, read));
            }
        }

        if (wrap)
        {
            await ExecuteAsync(end);
        }
    }

    private static bool CommitsItself(ExaminedStatement statement) =>
        statement.Source.Runner == SourceRunner.Other && statement.Statement.Kind == StatementKind.Do && statement.Statement.Text.Contains("COMMIT", StringComparison.Ordinal);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }
}
