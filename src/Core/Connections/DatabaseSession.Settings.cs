namespace SchemaMigrate.Connections;

/// <content>Settings of the session.</content>
public sealed partial class DatabaseSession
{
    // As in ServerFacts.sql, which says why.
    private static readonly BatchItem NoJit = new("SELECT pg_catalog.set_config('jit', 'off', false)");
    private static readonly BatchItem WatchClient = new("SELECT pg_catalog.set_config('client_connection_check_interval', '500ms', false)");

    /// <summary>Sets what is given; nothing is sent when nothing is given. One round trip.</summary>
    internal async Task ApplyAsync(SessionSettings settings, SettingScope scope, CancellationToken cancellationToken)
    {
        if (settings.ToSql(scope) is { } sql)
        {
            await ExecuteAsync(sql, cancellationToken);
        }
    }

    /// <summary>Sets what is given back to what the server gave the session at login. One round trip.</summary>
    internal Task RestoreAsync(SessionSettings settings, CancellationToken cancellationToken) =>
        ExecuteBatchAsync(settings.ToRestoreItems(), cancellationToken);

    /// <summary>
    /// Undoes whatever SQL that is not ours has left in the session: settings, role, temporary tables. Session locks stay. One round trip; not inside a transaction.
    /// </summary>
    internal Task ResetAsync(CancellationToken cancellationToken) => ExecuteBatchAsync(ResetItems(), cancellationToken);

    /// <summary>The statements of <see cref="ResetAsync"/>, for a batch that begins something new.</summary>
    internal IReadOnlyList<BatchItem> ResetItems()
    {
        List<BatchItem> items = [new("RESET SESSION AUTHORIZATION"), new("RESET ROLE"), new("RESET ALL"), new("DISCARD TEMP"), NoJit];
        if (Server.ClientCheckInterval is not null)
        {
            items.Add(WatchClient);
        }

        if (initial.ToSql(SettingScope.Session) is { } sql)
        {
            items.Add(new(sql));
        }

        return items;
    }
}
