using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>Opens sessions in which names and values mean what the options say.</summary>
internal static class BackfillSession
{
    /// <summary>A new session.</summary>
    /// <param name="target">The database.</param>
    /// <param name="applicationName">How the server shows it.</param>
    /// <param name="options">Role, search_path and settings.</param>
    /// <param name="limits">Its limits of time, which the options' settings do not change.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    internal static async Task<DatabaseSession> OpenAsync(
        ConnectionTarget target, string applicationName, BackfillOptions options, SessionSettings limits, CancellationToken cancellationToken)
    {
        var own = limits with
        {
            SearchPath = options.SearchPath?.Select(name => new Identifier(name)).ToList(),
            Role = options.Role is { } role ? new Identifier(role) : null,
        };
        var session = await DatabaseSession.OpenAsync(target, applicationName, own, cancellationToken);
        if (options.Settings is not { Count: > 0 } settings)
        {
            return session;
        }

        try
        {
            await session.ExecuteBatchAsync(
                [.. settings.Select(sql => new BatchItem(sql)), new BatchItem("RESET statement_timeout"), new BatchItem(limits.ToSql(SettingScope.Session)!)], cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}
