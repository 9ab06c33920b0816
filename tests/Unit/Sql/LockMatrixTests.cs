using Npgsql;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Sql;

/// <summary>The lock matrix against real servers: each form is executed in a transaction, and what the server did is compared with what was said.</summary>
public sealed class LockMatrixTests
{
    /// <summary>Forms that name relations but cannot be observed here, with the reason.</summary>
    private static readonly Dictionary<string, string> NotExecuted = new()
    {
        ["AlterTable.DetachPartitionFinalize"] = "needs a detachment that was interrupted",
        ["AlterTable.GenericOptions"] = "needs a foreign table",
        ["AlterTable.AlterColumnGenericOptions"] = "needs a foreign table",
        ["AlterTable.CookedColumnDefault"] = "never comes from SQL text",
        ["AlterTable.AddOf"] = "same code path as DropOf",
        ["AlterIndex.SetOptions.Strict"] = "needs a GIN or GiST index",
        ["AlterIndex.SetStatistics"] = "needs an expression index",
        ["AlterView.SetOptions"] = "views have no other options than the strict ones",
        ["DropForeignTable"] = "needs a foreign table",
        ["SecurityLabel.Relation"] = "needs a label provider",
        ["SecurityLabel.Column"] = "needs a label provider",
        ["SecurityLabel.PartOfRelation"] = "needs a label provider",
    };

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task The_shipped_matrix_says_what_a_server_does(int major)
    {
        await using var source = await CreateDatabaseAsync(major);
        using var connection = source.OpenConnection();
        Execute(connection, LockMatrixCases.Schema);
        var differences = new List<string>();
        foreach (var (sql, from, may, setup) in LockMatrixCases.All)
        {
            if (major < from)
            {
                continue;
            }

            // What the setup locks could not be told from what the statement locks, so it has to be committed, in a database of its own.
            await using var ownSource = setup.Length > 0 ? await CreateDatabaseAsync(major) : null;
            await using var own = ownSource?.OpenConnection();
            if (own is not null)
            {
                Execute(own, LockMatrixCases.Schema + setup);
            }

            differences.AddRange(Compare(own ?? connection, sql, may, major).Select(difference => $"{sql}\n    {difference}"));
        }

        Assert.True(differences.Count == 0, $"PostgreSQL {major}: {differences.Count} differences\n" + string.Join('\n', differences));
    }

    [Theory]
    [ClassData(typeof(ServerMajors))]
    public async Task What_is_forbidden_in_a_transaction_is_refused_there_and_waits_for_the_lock_that_the_matrix_names(int major)
    {
        await using var source = await CreateDatabaseAsync(major);
        using var connection = source.OpenConnection();
        Execute(connection, LockMatrixCases.Schema);
        var differences = new List<string>();
        foreach (var (sql, relation) in NonTransactional(major))
        {
            var facts = Classify(sql, major);
            Expect(facts.Transaction == TransactionNeed.Forbidden, $"{sql}: said {facts.Transaction}");
            var refused = Assert.Throws<PostgresException>(() => Execute(connection, $"begin; {sql}"));
            Expect(refused.SqlState is "25001" or "0A000", $"{sql}: refused with {refused.SqlState} {refused.MessageText}");
            Execute(connection, "rollback");
            if (relation is not null)
            {
                var waited = ModeWaitedFor(source, sql, relation);
                var said = facts.Locks.Single(held => held.Relation.Name.Name == relation).Mode;
                Expect(waited == said, $"{sql}: waits for {waited} on {relation}, said {said}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));

        void Expect(bool condition, string difference)
        {
            if (!condition)
            {
                differences.Add(difference);
            }
        }
    }

    [Fact]
    public void Every_form_that_names_relations_is_executed_by_a_case_or_says_why_not()
    {
        var covered = LockMatrixCases.All.Select(one => one.Sql)
            .Concat(NonTransactional(18).Select(one => one.Sql))
            .SelectMany(sql => Classify(sql, 18).Forms).ToHashSet();
        var matrix = LockMatrix.For(18);

        var uncovered = matrix.Forms.Where(form => matrix.Find(form)!.Locks.Count > 0 && !covered.Contains(form) && !NotExecuted.ContainsKey(form));

        Assert.Equal([], uncovered);
        Assert.All(covered, form => Assert.NotNull(matrix.Find(form)));
    }

    private static async Task<NpgsqlDataSource> CreateDatabaseAsync(int major) =>
        NpgsqlDataSource.Create(await PostgresFixture.CreateDatabaseAsync(major) + ";Pooling=false");

    private static (string Sql, string? Relation)[] NonTransactional(int major) =>
    [
        ("create index concurrently n on plain (a)", "plain"),
        ("drop index concurrently plain_a", "plain_a"),
        ("reindex index concurrently plain_a", "plain_a"),
        ("reindex (concurrently) table plain", "plain"),
        ("reindex schema public", null),
        ("reindex schema concurrently public", null),
        ("reindex database postgres", null),
        ("reindex system postgres", null),
        ("vacuum plain", "plain"),
        ("vacuum full plain", "plain"),
        ("vacuum", null),
        ("cluster", null),
        ("create database n", null),
        ("drop database template1", null),
        ("alter database postgres set tablespace pg_default", null),
        ("create tablespace n location '/nowhere'", null),
        ("drop tablespace n", null),
        ("alter system set work_mem = '5MB'", null),
        ("discard all", null),
        ("create subscription n connection 'host=/nowhere' publication x", null),
        .. major >= 14 ? new (string, string?)[] { ("alter table part detach partition part1 concurrently", "part") } : [],
    ];

    private static List<string> Compare(NpgsqlConnection connection, string sql, bool may, int major)
    {
        var facts = Classify(sql, major);
        using var transaction = connection.BeginTransaction();
        var observer = new LockObserver(connection);
        var followers = observer.FollowersOf(facts.Locks.Select(held => held.Relation.Name.Name));
        try
        {
            Execute(connection, sql);
        }
        catch (PostgresException exception)
        {
            return [$"fails: {exception.MessageText}"];
        }

        var (observed, rewritten, read) = observer.Observe();
        transaction.Rollback();
        var named = facts.Locks.Select(held => held.Relation.Name.Name).ToHashSet();
        observed = observed.Where(held => named.Contains(held.Key) || !followers.Contains(held.Key)).ToDictionary();
        return Differences(facts, may, observed, rewritten, read).ToList();
    }

    private static IEnumerable<string> Differences(
        StatementFacts facts, bool may, IReadOnlyDictionary<string, LockMode> observed, IReadOnlyList<string> rewritten, IReadOnlyList<string> read)
    {
        if (!facts.Known)
        {
            yield return $"is not in the matrix: {string.Join(' ', facts.Forms)}";
        }

        var said = facts.Locks.ToDictionary(held => held.Relation.Name.Name, held => held.Mode);
        foreach (var name in said.Keys.Union(observed.Keys).Order())
        {
            var (expected, actual) = (said.GetValueOrDefault(name), observed.GetValueOrDefault(name));
            if (expected == LockMode.None && facts.Unnamed.Count > 0 && actual <= facts.StrongestLock)
            {
                continue;
            }

            if (expected != actual)
            {
                yield return $"{name}: the server takes {actual}, the matrix says {expected}";
            }
        }

        // TRUNCATE gives the table a new file, but an empty one.
        var truncates = facts.Forms[0].StartsWith("Truncate", StringComparison.Ordinal);
        if (!truncates && rewritten.Count > 0 != facts.Rewrites && !(may && facts.Rewrites))
        {
            yield return $"rewrites {string.Join(' ', rewritten)}, the matrix says {facts.Rewrites}";
        }

        // What a query reads is its business; a scan is what a definition adds to it.
        var isQuery = facts.Locks.Any(held => held.Mode < LockMode.ShareUpdateExclusive) && facts.StrongestLock < LockMode.ShareUpdateExclusive;
        if (!isQuery && read.Count > 0 != facts.Scans && !(may && facts.Scans))
        {
            yield return $"scans {string.Join(' ', read)}, the matrix says {facts.Scans}";
        }
    }

    /// <summary>Holds a lock that the statement must wait for, and reads from the lock table what it waits for.</summary>
    private static LockMode ModeWaitedFor(NpgsqlDataSource source, string sql, string relation)
    {
        using var holder = source.OpenConnection();
        using var runner = source.OpenConnection();
        using var watcher = source.OpenConnection();
        using var transaction = holder.BeginTransaction();
        var table = relation == "plain_a" ? "plain" : relation;
        Execute(holder, $"lock table {table} in share update exclusive mode");
        if (relation != table)
        {
            // No command locks an index alone; planning a query does, weakly.
            Execute(holder, $"set local enable_seqscan = off; select * from {table} where a = 1");
        }

        using var command = new NpgsqlCommand(sql, runner);
        var running = Task.Run(() =>
        {
            try
            {
                command.ExecuteNonQuery();
            }
            catch (NpgsqlException)
            {
                // Cancelled below.
            }
        });
        try
        {
            for (var i = 0; i < 200; i++)
            {
                using var query = new NpgsqlCommand(
                    "select l.mode from pg_locks l join pg_class c on c.oid = l.relation where l.pid = $1 and c.relname = $2 and not l.granted", watcher);
                query.Parameters.AddWithValue(runner.ProcessID);
                query.Parameters.AddWithValue(relation == table ? relation : table);
                if (query.ExecuteScalar() is string mode)
                {
                    return LockObserver.ModeOf(mode);
                }

                Thread.Sleep(20);
            }

            return LockMode.None;
        }
        finally
        {
            Execute(watcher, $"select pg_terminate_backend({runner.ProcessID})");
            running.Wait();
        }
    }

    private static StatementFacts Classify(string sql, int major) => StatementClassifier.Classify(SqlScript.Parse(sql).Statements.Single(), major);

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        if (sql.Contains("begin atomic", StringComparison.Ordinal))
        {
            // The driver would cut the body at its semicolons.
            VerbatimSql.AddParameter(command.Parameters);
        }

        command.ExecuteNonQuery();
    }
}
