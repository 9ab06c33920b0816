using SchemaMigrate.Connections;

namespace SchemaMigrate.Execution;

/// <summary>
/// Lifts the time limits that an administrator may have set for the role or the database: a session of a run rests between statements, and
/// its statements have limits of their own. A server that ended it half way would only cost another try.
/// </summary>
internal static class ServerPatience
{
    /// <summary>The statement, for a batch.</summary>
    internal static BatchItem Item { get; } = new(EmbeddedSql.Read("Execution/ServerPatience.sql"));

    /// <summary>Lifts the limits for the rest of the session. One round trip.</summary>
    internal static Task ExtendAsync(DatabaseSession session, CancellationToken cancellationToken) => session.ExecuteAsync(Item.Sql, cancellationToken);
}
