using System.Data.Common;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Connections;

/// <summary>Asks the server, from a session of its own, who is in the way of others.</summary>
public static class BlockerQuery
{
    private static readonly string BlockersSql = EmbeddedSql.Read("Connections/Blockers.sql");
    private static readonly string HoldersSql = EmbeddedSql.Read("Connections/LockHolders.sql");

    /// <summary>Who blocks the given backends, and who blocks these in turn. Empty when nobody waits.</summary>
    /// <param name="observer">A session that is none of the waiting ones: those cannot ask.</param>
    /// <param name="waitingPids">Backends that wait.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<IReadOnlyList<Blocker>> FindBlockersAsync(
        DatabaseSession observer, IReadOnlyList<int> waitingPids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return observer.QueryAsync(BlockersSql, Read, cancellationToken, waitingPids.ToArray());
    }

    /// <summary>Who holds, or waits ahead for, a lock that conflicts with a wanted one. Relations that do not exist are left out.</summary>
    /// <param name="observer">A session connected to the database of the relations; its own locks do not count.</param>
    /// <param name="relations">The relations.</param>
    /// <param name="wanted">The mode that is about to be asked for; not <see cref="LockMode.None"/>.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<IReadOnlyList<Blocker>> FindHoldersAsync(
        DatabaseSession observer, IReadOnlyList<QualifiedName> relations, LockMode wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (wanted == LockMode.None)
        {
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted, "There is no lock to ask about.");
        }

        var names = relations.Select(relation => relation.ToString()).ToArray();
        return observer.QueryAsync(HoldersSql, Read, cancellationToken, names, $"{wanted}Lock");
    }

    private static Blocker Read(DbDataReader row) => new()
    {
        Depth = row.GetInt32(0),
        BlockedPid = row.GetInt32(1),
        Pid = row.GetInt32(2),
        WaitingFor = Text(row, 3)!,
        LockMode = Text(row, 4),
        IsHolding = row.GetBoolean(5),
        Relation = Text(row, 6),
        User = Text(row, 7),
        Application = Text(row, 8),
        ClientAddress = Text(row, 9),
        State = Text(row, 10),
        TransactionAge = Age(row, 11),
        StateAge = Age(row, 12),
        Query = Text(row, 13) is { } query && query != "<insufficient privilege>" ? Redactor.Default.Redact(query) : null,
        PreparedTransaction = Text(row, 14),
    };

    private static string? Text(DbDataReader row, int column) =>
        row.IsDBNull(column) || row.GetString(column) is not { Length: > 0 } text ? null : LogText.NeutraliseLine(text);

    private static TimeSpan? Age(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : TimeSpan.FromMilliseconds(Math.Max(0, row.GetDouble(column)));
}
