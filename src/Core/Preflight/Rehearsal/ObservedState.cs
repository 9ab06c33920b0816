using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Locks, files and scans at one moment of a transaction.</summary>
internal sealed class ObservedState
{
    private static readonly string RelationsSql = EmbeddedSql.Read("Preflight/Rehearsal/ObserveRelations.sql");
    private static readonly string LocksSql = EmbeddedSql.Read("Preflight/Rehearsal/ObserveLocks.sql");
    private static readonly string ScansSql = EmbeddedSql.Read("Preflight/Rehearsal/ObserveScans.sql");

    private readonly Dictionary<long, (QualifiedName Name, char Kind, long File, long Table)> relations = [];
    private readonly Dictionary<long, LockMode> locks = [];
    private readonly Dictionary<long, long> scans = [];

    /// <summary>Looks from within the session, in one round trip.</summary>
    public static async Task<ObservedState> ReadAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        var state = new ObservedState();
        await session.QueryBatchAsync([new BatchItem(RelationsSql), new BatchItem(LocksSql, session.BackendPid), new BatchItem(ScansSql)], (index, row) =>
        {
            switch (index)
            {
                case 0:
                    state.relations[row.GetInt64(0)] = (QualifiedName.Of(row.GetString(1), row.GetString(2)), row.GetString(3)[0], row.GetInt64(4), row.GetInt64(5));
                    break;
                case 1:
                    state.AddLock(row.GetInt64(0), row.GetString(1));
                    break;
                default:
                    state.scans[row.GetInt64(0)] = row.GetInt64(1);
                    break;
            }
        }, cancellationToken);
        return state;
    }

    /// <summary>Adds the locks that another backend holds now.</summary>
    public async Task SampleAsync(DatabaseSession observer, int pid, CancellationToken cancellationToken)
    {
        foreach (var (relation, mode) in await observer.QueryAsync(LocksSql, row => (row.GetInt64(0), row.GetString(1)), cancellationToken, pid))
        {
            AddLock(relation, mode);
        }
    }

    /// <summary>Locks on what was there at the beginning and that were not held, or held less strongly, before.</summary>
    public IReadOnlyList<ObservedLock> LocksSince(ObservedState earlier, ObservedState beginning) =>
    [
        .. locks
            .Where(held => held.Value > earlier.locks.GetValueOrDefault(held.Key) && beginning.relations.TryGetValue(held.Key, out var relation) && Tells(held.Value, relation))
            .Select(held => new ObservedLock(beginning.relations[held.Key].Name, held.Value))
            .OrderByDescending(held => held.Mode).ThenBy(held => held.Relation.Display, StringComparer.Ordinal),
    ];

    public IReadOnlyList<string> RewrittenSince(ObservedState earlier) =>
        [.. relations.Where(now => now.Value.Kind is 'r' or 'm' && earlier.relations.TryGetValue(now.Key, out var before) && before.File != now.Value.File)
            .Select(now => now.Value.Name.Display).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> ScannedSince(ObservedState earlier, ObservedState beginning) =>
        [.. scans.Where(now => now.Value > earlier.scans.GetValueOrDefault(now.Key) && beginning.relations.ContainsKey(now.Key))
            .Select(now => beginning.relations[now.Key].Name.Display).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Whether a lock says something of its own: an index follows its table, and the ROW EXCLUSIVE lock by which nextval() marks a sequence stands in
    /// nobody's way.
    /// </summary>
    private bool Tells(LockMode mode, (QualifiedName Name, char Kind, long File, long Table) relation) => relation.Kind switch
    {
        'i' or 'I' => mode > LockMode.RowExclusive && locks.GetValueOrDefault(relation.Table) < mode,
        'S' => mode > LockMode.RowExclusive,
        _ => true,
    };

    private void AddLock(long relation, string mode)
    {
        if (Enum.TryParse<LockMode>(mode.Replace("Lock", "", StringComparison.Ordinal), out var parsed))
        {
            locks[relation] = (LockMode)Math.Max((int)parsed, (int)locks.GetValueOrDefault(relation));
        }
    }
}
