using System.Globalization;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>
/// Finds out whether a pooler stands between a session and PostgreSQL, and whether it moves the session's transactions between backends.
/// <para>
/// A pooler answers the login itself, so the process id it gives there is not that of the backend that answers a statement: that costs no
/// round trip, and without a pooler the probe ends there. Behind a pooler one client alone may meet the same backend again and again. So a
/// second client opens a transaction and keeps it: a backend that belongs to the first session can never serve it, an idle one of a transaction pool can.
/// </para>
/// <para>
/// Not seen: a pooler that gives the true process id at login and keeps the client's address; a transaction pool so busy that for the
/// whole probe the first session met the same backend and the second never did.
/// </para>
/// </summary>
public static class PoolerProbe
{
    private const int Rounds = 3;

    // No backend has this process id.
    private const int NoTransactions = -1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Probes the way of a session. The session must not be in a transaction.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Stops the probe.</param>
    public static async Task<PoolerReport> RunAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var evidence = new List<string>();
        if (!PoolerSigns.Collect(session, evidence))
        {
            return new(PoolerKind.None, evidence);
        }

        return await FollowAsync(session, evidence, cancellationToken);
    }

    /// <summary>Refuses a session whose locks and settings would not hold.</summary>
    /// <param name="session">The session; not in a transaction.</param>
    /// <param name="cancellationToken">Stops the probe.</param>
    /// <exception cref="MigrationException"><see cref="ConnectionsErrors.TransactionPooler"/>.</exception>
    public static async Task<PoolerReport> RequireSessionAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        var report = await RunAsync(session, cancellationToken);
        return report.SessionsHold ? report : throw new MigrationException(
            ConnectionsErrors.TransactionPooler,
            $"{session.Target.Display} is a connection pooler in transaction mode: {string.Join(" ", report.Evidence)}")
        { Target = session.Target };
    }

    private static async Task<PoolerReport> FollowAsync(DatabaseSession session, List<string> evidence, CancellationToken cancellationToken)
    {
        var first = session.BackendPid;
        var occupants = new List<DatabaseSession>();
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                var own = await session.ScalarAsync<int>("SELECT pg_catalog.pg_backend_pid()", cancellationToken);
                if (own != first)
                {
                    evidence.Add(Text($"Two statements of one session were answered by the backends {first} and {own}."));
                    return new(PoolerKind.Transaction, evidence);
                }

                var met = await OccupyAsync(session, occupants, evidence, cancellationToken);
                if (met == NoTransactions)
                {
                    return new(PoolerKind.Transaction, evidence);
                }

                if (met == first)
                {
                    evidence.Add(Text($"The backend {first} of this session served a transaction of another client meanwhile."));
                    return new(PoolerKind.Transaction, evidence);
                }

                if (met is null)
                {
                    break;
                }
            }
        }
        finally
        {
            foreach (var occupant in occupants)
            {
                await occupant.DisposeAsync();
            }
        }

        evidence.Add(Text($"The backend {first} stayed with this session while {occupants.Count} other clients held transactions."));
        return new(PoolerKind.Session, evidence);
    }

    /// <summary>Opens one more client, starts a transaction there and keeps it; gives the backend it met, or null when it met none.</summary>
    private static async Task<int?> OccupyAsync(
        DatabaseSession session, List<DatabaseSession> occupants, List<string> evidence, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var occupant = await DatabaseSession.OpenAsync(session.Target, "schemamigrate pooler probe", patience.Token);
            occupants.Add(occupant);
            await occupant.BeginAsync(patience.Token);
            return await occupant.ScalarAsync<int>("SELECT pg_catalog.pg_backend_pid()", patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            evidence.Add("Another client got no backend while this session was idle.");
            return null;
        }
        catch (SqlExecutionException refused) when (PoolerMessages.ForbidsTransactions(refused))
        {
            // pool_mode=statement allows no transaction at all; then not even a transaction's locks hold.
            evidence.Add($"Another client was not allowed a transaction: {refused.MessageText}.");
            return NoTransactions;
        }
        catch (MigrationException refused)
        {
            evidence.Add($"Another client was refused: {refused.Message}");
            return null;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
