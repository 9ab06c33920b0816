using SchemaMigrate.Connections;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Preflight;

/// <summary>Runs one step and watches it.</summary>
internal sealed class StepRehearsal(DatabaseSession session, DatabaseSession observer, RehearsalOptions options, TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);

    public async Task<IReadOnlyList<RehearsedStatement>> RunAsync(Step step, CancellationToken cancellationToken)
    {
        var statements = step.Kind switch
        {
            StepKind.NonTransactional => [await AloneAsync(step.Statements[0], cancellationToken)],
            StepKind.Enumerated => await EachAsync(step.Statements[0], cancellationToken),
            _ => await TogetherAsync(step, cancellationToken),
        };

        // What a revision sets must not be in force for the next one.
        await session.ExecuteAsync("RESET ALL", cancellationToken);
        await session.ExecuteAsync("DISCARD TEMP", cancellationToken);
        return statements;
    }

    private async Task<IReadOnlyList<RehearsedStatement>> TogetherAsync(Step step, CancellationToken cancellationToken)
    {
        var done = new List<RehearsedStatement>();
        await using var transaction = await session.BeginAsync(cancellationToken);
        await session.ExecuteAsync(new SessionSettings { StatementTimeout = options.StatementTimeout }.ToSql(SettingScope.Transaction)!, cancellationToken);
        var beginning = await ObservedState.ReadAsync(session, cancellationToken);
        var before = beginning;
        foreach (var statement in step.Statements)
        {
            var started = timeProvider.GetTimestamp();
            try
            {
                await session.ExecuteAsync(statement.Sql, cancellationToken);
            }
            catch (SqlExecutionException exception) when (!cancellationToken.IsCancellationRequested && !session.IsBroken)
            {
                done.Add(new RehearsedStatement(statement, timeProvider.GetElapsedTime(started)) { Failure = Message(exception) });
                return done;
            }

            var duration = timeProvider.GetElapsedTime(started);
            var now = await ObservedState.ReadAsync(session, cancellationToken);
            done.Add(new RehearsedStatement(statement, duration)
            {
                Locks = now.LocksSince(before, beginning),
                Rewritten = now.RewrittenSince(before),
                Scanned = now.ScannedSince(before, beginning),
            });
            before = now;
        }

        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch (SqlExecutionException exception) when (!session.IsBroken && done.Count > 0)
        {
            // A deferred constraint speaks at the commit.
            done[^1] = done[^1] with { Failure = Message(exception) };
        }

        return done;
    }

    private async Task<IReadOnlyList<RehearsedStatement>> EachAsync(PlannedStatement query, CancellationToken cancellationToken)
    {
        var done = new List<RehearsedStatement>();
        foreach (var sql in await session.QueryAsync(query.Sql, row => row.GetString(0), cancellationToken))
        {
            done.Add(await AloneAsync(query with { Sql = sql }, cancellationToken));
            if (done[^1].Failure is not null)
            {
                break;
            }
        }

        return done;
    }

    private async Task<RehearsedStatement> AloneAsync(PlannedStatement statement, CancellationToken cancellationToken)
    {
        var beginning = await ObservedState.ReadAsync(session, cancellationToken);
        var sampled = new ObservedState();
        var started = timeProvider.GetTimestamp();
        string? failure = null;
        var run = session.ExecuteAsync(statement.Sql, cancellationToken);
        while (!run.IsCompleted)
        {
            await sampled.SampleAsync(observer, session.BackendPid, cancellationToken);
            await Task.WhenAny(run, Task.Delay(Interval, timeProvider, cancellationToken));
        }

        try
        {
            await run;
        }
        catch (SqlExecutionException exception) when (!cancellationToken.IsCancellationRequested && !session.IsBroken)
        {
            failure = Message(exception);
        }

        var duration = timeProvider.GetElapsedTime(started);
        var after = await ObservedState.ReadAsync(session, cancellationToken);
        return new RehearsedStatement(statement, duration)
        {
            Locks = sampled.LocksSince(new ObservedState(), beginning),
            Rewritten = after.RewrittenSince(beginning),
            Sampled = true,
            Failure = failure,
        };
    }

    private static string Message(SqlExecutionException exception) => LogText.NeutraliseLine(
        $"{exception.SqlState}: {exception.MessageText}{(exception.Detail is { Length: > 0 } detail ? " " + detail : "")}");
}
