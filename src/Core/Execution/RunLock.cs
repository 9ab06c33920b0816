using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Execution;

/// <summary>
/// One runner per database and journal. The lock is a session-level advisory lock on a dedicated connection in autocommit, and it is polled:
/// a waiter that blocked inside pg_advisory_lock would hold a snapshot, and a concurrent index build of the holder would wait for that
/// snapshot while the waiter waits for the holder. PostgreSQL ends that as a deadlock (measured on 15.18).
/// </summary>
internal sealed class RunLock
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SlowestPoll = TimeSpan.FromSeconds(1);

    private readonly DatabaseSession session;
    private readonly long key;

    private RunLock(DatabaseSession session, long key, TimeSpan waited)
    {
        this.session = session;
        this.key = key;
        Waited = waited;
    }

    /// <summary>How long the lock was waited for.</summary>
    internal TimeSpan Waited { get; }

    /// <summary>The advisory lock key of a journal; PostgreSQL keeps advisory locks apart by database already.</summary>
    internal static long KeyOf(string journalSchema) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("schemamigrate run " + journalSchema)));

    /// <summary>Takes the lock, or fails naming the holder.</summary>
    /// <param name="session">The dedicated session; the lock lives and dies with it.</param>
    /// <param name="journalSchema">Schema of the journal.</param>
    /// <param name="timeout">How long to wait; zero tries once.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="waiting">Told who holds the lock, once per holder.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RunLockTimeoutException">The holder did not finish in time.</exception>
    internal static async Task<RunLock> AcquireAsync(
        DatabaseSession session, string journalSchema, TimeSpan timeout, TimeProvider timeProvider, Action<RunLockHolder> waiting,
        CancellationToken cancellationToken)
    {
        var key = KeyOf(journalSchema);
        var started = timeProvider.GetTimestamp();
        var poll = FirstPoll;
        RunLockHolder? holder = null;
        while (!await session.ScalarAsync<bool>("SELECT pg_catalog.pg_try_advisory_lock($1)", cancellationToken, key))
        {
            var current = await HolderAsync(session, key, cancellationToken);
            if (current is not null && current != holder)
            {
                holder = current;
                waiting(current);
            }

            var waited = timeProvider.GetElapsedTime(started);
            if (waited >= timeout)
            {
                throw new RunLockTimeoutException(waited, holder);
            }

            var jittered = poll * (0.5 + (Random.Shared.NextDouble() / 2));
            var left = timeout - waited;
            await Task.Delay(jittered < left ? jittered : left, timeProvider, cancellationToken);
            poll = poll * 1.5 < SlowestPoll ? poll * 1.5 : SlowestPoll;
        }

        return new RunLock(session, key, timeProvider.GetElapsedTime(started));
    }

    /// <summary>Gives the lock back. Closing the session does the same.</summary>
    internal async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (!await session.ScalarAsync<bool>("SELECT pg_catalog.pg_advisory_unlock($1)", cancellationToken, key))
        {
            throw new MigrationException(
                ExecutionErrors.RunLockLost,
                string.Create(CultureInfo.InvariantCulture, $"The run lock was no longer held by backend {session.BackendPid} when it was given back."));
        }
    }

    private static async Task<RunLockHolder?> HolderAsync(DatabaseSession session, long key, CancellationToken cancellationToken)
    {
        var holders = await session.QueryAsync(
            EmbeddedSql.Read("Execution/RunLockHolder.sql"),
            row => new RunLockHolder(
                row.GetInt32(0),
                row.IsDBNull(1) ? null : row.GetString(1),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetString(3),
                row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4)),
            cancellationToken,
            key);
        return holders.Count == 0 ? null : holders[0];
    }
}
