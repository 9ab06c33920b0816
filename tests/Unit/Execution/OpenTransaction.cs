using SchemaMigrate.Connections;

namespace SchemaMigrate.Tests.Execution;

/// <summary>Another session with an open transaction: the one that stands in the way.</summary>
internal sealed class OpenTransaction : IAsyncDisposable
{
    private readonly DatabaseSession session;

    private OpenTransaction(DatabaseSession session) => this.session = session;

    public int Pid => session.BackendPid;

    /// <summary>Begins a transaction and runs statements in it.</summary>
    public static async Task<OpenTransaction> BeginAsync(TestProject project, params string[] statements)
    {
        var session = await project.OpenAsync("blocking app");
        await session.ExecuteAsync("BEGIN", CancellationToken.None);
        foreach (var statement in statements)
        {
            await session.ExecuteAsync(statement, CancellationToken.None);
        }

        return new OpenTransaction(session);
    }

    /// <summary>Ends the transaction, also one that has failed.</summary>
    public Task CommitAsync() => ExecuteAsync("COMMIT");

    public Task ExecuteAsync(string sql) => session.ExecuteAsync(sql, CancellationToken.None);

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
