using Npgsql;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Operations;

/// <summary>A database of its own, on which operations are carried out as the plan would: transactions as the steps and the statements ask for.</summary>
internal sealed class OperationDatabase : IAsyncDisposable
{
    private const string LocksQuery = """
        SELECT pg_catalog.concat(c.relname, ' ', l.mode) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
        WHERE l.pid = pg_backend_pid() AND l.granted AND c.relkind IN ('r', 'p') AND c.relnamespace <> 'pg_catalog'::regnamespace::oid ORDER BY 1
        """;

    private const string ScannedQuery = "SELECT coalesce(sum(seq_tup_read), 0)::bigint FROM pg_stat_xact_user_tables";
    private const string FilesQuery = "SELECT coalesce(pg_catalog.array_agg(pg_catalog.concat(oid, ' ', relfilenode) ORDER BY oid), '{}') FROM pg_class WHERE relkind = 'r' AND oid >= 16384";
    private readonly int major;
    private NpgsqlTransaction? transaction;

    private OperationDatabase(int major, NpgsqlConnection connection, string connectionString) =>
        (this.major, Connection, ConnectionString) = (major, connection, connectionString);

    public NpgsqlConnection Connection { get; }

    public string ConnectionString { get; }

    public List<StatementTrace> Trace { get; } = [];

    public static async Task<OperationDatabase> CreateAsync(int major, string setup = "") => await OnAsync(major, await PostgresFixture.CreateDatabaseAsync(major), setup);

    /// <summary>The same in a database that is there.</summary>
    public static async Task<OperationDatabase> OnAsync(int major, string connectionString, string setup)
    {
        var database = new OperationDatabase(major, await OpenAsync(connectionString), connectionString);
        if (setup.Length > 0)
        {
            await database.ExecuteAsync(setup);
        }

        return database;
    }

    public static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async Task ApplyAsync(params IEnumerable<Operation> operations)
    {
        Trace.Clear();
        try
        {
            foreach (var step in operations.SelectMany(operation => operation.Lower(new LoweringContext(major))))
            {
                await RunAsync(step);
            }

            await CommitAsync();
        }
        catch
        {
            await RollbackAsync();
            throw;
        }
    }

    public Task<IReadOnlyList<string>> CatalogAsync() => CatalogLines.ReadAsync(Connection);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        await Connection.DisposeAsync();

        // Each test has a database of its own: connections kept for a next use would only use up the server's.
        NpgsqlConnection.ClearPool(Connection);
    }

    private async Task RunAsync(OperationStep step)
    {
        if (step is AssertionOperationStep assertion)
        {
            await CommitAsync();
            await ExecuteAsync(assertion.ToSqlStatement());
            return;
        }

        if (step is EnumeratedOperationStep each)
        {
            await CommitAsync();
            foreach (var statement in (await StatementsAsync(each.Query)).SelectMany(sql => SqlScript.Parse(sql).Statements))
            {
                await RunAsync(statement);
                await CommitAsync();
            }

            Assert.Empty(await StatementsAsync(each.Query));
            return;
        }

        var sql = Assert.IsType<SqlOperationStep>(step);
        if (sql.StartsTransaction)
        {
            await CommitAsync();
        }

        foreach (var statement in SqlScript.Parse(sql.Sql).Statements)
        {
            await RunAsync(statement);
        }

        if (sql.EndsTransaction)
        {
            await CommitAsync();
        }
    }

    private async Task RunAsync(SqlStatement statement)
    {
        if (statement.Node.Flag("concurrent"))
        {
            await CommitAsync();
            await ExecuteAsync(statement.Text);
            Trace.Add(new StatementTrace(statement.Text, InTransaction: false, [], 0, Rewrote: false));
            return;
        }

        transaction ??= await Connection.BeginTransactionAsync();
        var (files, scanned) = (await ScalarAsync<string[]>(FilesQuery), await ScalarAsync<long>(ScannedQuery));
        await ExecuteAsync(statement.Text);
        var locks = new List<string>();
        await using (var command = new NpgsqlCommand(LocksQuery, Connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                locks.Add(reader.GetString(0));
            }
        }

        var tables = files.Select(file => file.Split(' ')[0]).ToHashSet();
        var newFiles = (await ScalarAsync<string[]>(FilesQuery)).Except(files).Where(file => tables.Contains(file.Split(' ')[0]));
        Trace.Add(new StatementTrace(statement.Text, InTransaction: true, locks, await ScalarAsync<long>(ScannedQuery) - scanned, newFiles.Any()));
    }

    private async Task<IReadOnlyList<string>> StatementsAsync(string query)
    {
        var statements = new List<string>();
        await using var command = new NpgsqlCommand(query, Connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            statements.Add(reader.GetString(0));
        }

        return statements;
    }

    private async Task CommitAsync()
    {
        if (transaction is { } open)
        {
            transaction = null;
            await open.CommitAsync();
            await open.DisposeAsync();
        }
    }

    private async Task RollbackAsync()
    {
        if (transaction is { } open)
        {
            transaction = null;
            await open.DisposeAsync();
        }
    }
}
