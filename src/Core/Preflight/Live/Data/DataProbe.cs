using System.Globalization;
using System.Text.Json;
using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;

namespace SchemaMigrate.Preflight;

/// <summary>
/// Puts questions to the rows: each in a read-only transaction of its own, with timeouts, and never with a lock stronger than ACCESS SHARE. What takes
/// too long is asked of a sample; a sample without offending rows proves nothing.
/// </summary>
internal sealed class DataProbe(DatabaseSession session, LiveOptions options, TimeProvider timeProvider)
{
    // A sample is taken by pages; of a few of them it says nothing.
    private const long WorthSampling = 8 << 20;

    private readonly long started = timeProvider.GetTimestamp();

    public async Task<DataAnswer> AskAsync(DataQuestion question, CancellationToken cancellationToken)
    {
        if (timeProvider.GetElapsedTime(started) > options.DataBudget)
        {
            return new DataAnswer { Failure = $"the time for reading rows ({Quantity.Time(options.DataBudget)}) is used up" };
        }

        if (question.Others.Append(question.Table).FirstOrDefault(table => !table.Relation.CanSelect) is { } closed)
        {
            return new DataAnswer { Failure = $"the role may not read {closed.Relation.QualifiedName.Display}" };
        }

        if (await VolatileAsync(question, cancellationToken) is { } function)
        {
            return new DataAnswer { Failure = $"the expression calls {function}(), which is volatile" };
        }

        if (question.Table.Relation.HeapBytes <= options.SampleAboveBytes)
        {
            var answer = await TryAsync(question, 1, cancellationToken);
            if (answer is not null)
            {
                return answer;
            }
        }

        if (question.Table.Relation.HeapBytes < WorthSampling)
        {
            return new DataAnswer { Failure = $"it takes longer than {Quantity.Time(options.QueryTimeout)}" };
        }

        var share = Math.Min(1, options.SampleBytes / (double)Math.Max(1, question.Table.Relation.HeapBytes));
        return await TryAsync(question, Math.Min(share, 0.5), cancellationToken)
            ?? new DataAnswer { Failure = $"even a sample takes longer than {Quantity.Time(options.QueryTimeout)}" };
    }

    /// <summary>An answer, or null when the time ran out.</summary>
    private async Task<DataAnswer?> TryAsync(DataQuestion question, double share, CancellationToken cancellationToken)
    {
        var sample = share >= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" TABLESAMPLE SYSTEM ({Math.Max(share * 100, 0.0001):F4})");
        try
        {
            await using var transaction = await session.BeginAsync(cancellationToken);
            await session.ExecuteBatchAsync(
                [
                    new BatchItem("SET TRANSACTION READ ONLY"),
                    new BatchItem(new SessionSettings { LockTimeout = options.LockTimeout, StatementTimeout = options.QueryTimeout, IdleInTransactionTimeout = options.QueryTimeout * 4 }
                        .ToSql(SettingScope.Transaction)!),
                    // Policies would hide rows; then it is better to know nothing than half.
                    new BatchItem("SET LOCAL row_security = off"),
                    new BatchItem("SET LOCAL max_parallel_workers_per_gather = 0"),
                ],
                cancellationToken);
            return question.Attempt is null
                ? await CountAsync(question, sample, share, cancellationToken)
                : await AttemptAsync(question, sample, share, cancellationToken);
        }
        catch (SqlExecutionException exception) when (exception.SqlState == SqlStates.QueryCanceled && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (SqlExecutionException exception) when (!session.IsBroken)
        {
            return new DataAnswer { Failure = LogText.NeutraliseLine(exception.MessageText, 200) };
        }
    }

    private async Task<DataAnswer> CountAsync(DataQuestion question, string sample, double share, CancellationToken cancellationToken)
    {
        var (groups, worst, count) = (await session.QueryAsync(
            question.CountSql(sample), row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), cancellationToken))[0];
        var samples = groups == 0 || options.SampleKeys <= 0
            ? []
            : await session.QueryAsync(question.SampleSql(sample, options.SampleKeys), row => row.IsDBNull(0) ? "NULL" : row.GetString(0), cancellationToken);
        return new DataAnswer
        {
            Count = count,
            Groups = question.GroupBy.Count == 0 ? 0 : groups,
            Worst = worst,
            Share = share,
            Samples = Harmless(samples),
        };
    }

    private async Task<DataAnswer> AttemptAsync(DataQuestion question, string sample, double share, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(question.AttemptSql(sample, options.SampleKeys), cancellationToken);
        var json = await session.ScalarAsync<string>("SELECT pg_catalog.current_setting('schemamigrate.answer')", cancellationToken);
        using var document = JsonDocument.Parse(json!);
        return new DataAnswer
        {
            Count = document.RootElement.GetProperty("count").GetInt64(),
            Share = share,
            Samples = Harmless(document.RootElement.GetProperty("samples").EnumerateArray().Select(key => key.GetString()!).Where(key => key.Length > 0)),
        };
    }

    private async Task<string?> VolatileAsync(DataQuestion question, CancellationToken cancellationToken) => question.Functions.Count == 0
        ? null
        : await session.ScalarAsync<string>(
            "SELECT p.proname::pg_catalog.text FROM pg_catalog.pg_proc AS p WHERE p.proname = ANY ($1::pg_catalog.text[]) AND p.provolatile = 'v' LIMIT 1",
            cancellationToken, [question.Functions.ToArray()]);

    private static List<string> Harmless(IEnumerable<string> keys) => [.. keys.Select(key => LogText.NeutraliseLine(key, 100))];
}
