using Npgsql;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

/// <summary>What the current transaction of a session did since the observer was made: locks, rewritten tables, tables whose rows were read.</summary>
internal sealed class LockObserver
{
    private const string Relations = "c.oid < 4294967295 and c.relnamespace = 'public'::regnamespace and c.relkind in ('r','p','v','m','S','f','c','i','I')";

    /// <summary>What follows a relation without being named: heirs and partitions, indexes, sequences of identity columns.</summary>
    private const string Followers = """
        select i.inhrelid from pg_inherits i where i.inhparent in (select oid from pg_class c where c.relname::text = any ($1) and c.relkind = 'r')
        union select x.indexrelid from pg_index x
        union select d.objid from pg_depend d where d.deptype = 'i' and d.classid = 'pg_class'::regclass
        """;

    private readonly NpgsqlConnection connection;
    private readonly Dictionary<uint, (string Name, char Kind, uint File)> before;
    private readonly Dictionary<uint, long> readBefore;

    public LockObserver(NpgsqlConnection connection)
    {
        this.connection = connection;
        before = ReadFiles();
        readBefore = ReadTuples();
    }

    public static LockMode ModeOf(string mode) => Enum.Parse<LockMode>(mode.Replace("Lock", "", StringComparison.Ordinal));

    /// <summary>Names of relations whose locks the classifier leaves out, because they come with the named ones.</summary>
    public ISet<string> FollowersOf(IEnumerable<string> named)
    {
        using var command = new NpgsqlCommand(Followers, connection);
        command.Parameters.AddWithValue(named.ToArray());
        using var reader = command.ExecuteReader();
        var followers = new HashSet<string>();
        while (reader.Read())
        {
            if (before.TryGetValue(reader.GetFieldValue<uint>(0), out var relation))
            {
                followers.Add(relation.Name);
            }
        }

        return followers;
    }

    public (IReadOnlyDictionary<string, LockMode> Locks, IReadOnlyList<string> Rewritten, IReadOnlyList<string> Read) Observe()
    {
        var locks = ReadLocks();
        var files = ReadFiles();
        var rewritten = before.Where(table => table.Value.Kind is 'r' or 'm' && files.TryGetValue(table.Key, out var now) && now.File != table.Value.File)
            .Select(table => table.Value.Name).ToList();
        var tuples = ReadTuples();
        var read = tuples.Where(table => table.Value > readBefore.GetValueOrDefault(table.Key)).Select(table => before[table.Key].Name).ToList();
        return (locks, rewritten, read);
    }

    private Dictionary<string, LockMode> ReadLocks()
    {
        var locks = new Dictionary<string, LockMode>();
        using var command = new NpgsqlCommand(
            "select l.relation, l.mode from pg_locks l where l.pid = pg_backend_pid() and l.locktype = 'relation'", connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            // Only what existed before, and no index that merely follows its table.
            if (before.TryGetValue(reader.GetFieldValue<uint>(0), out var relation))
            {
                var mode = ModeOf(reader.GetString(1));
                if (relation.Kind is not ('i' or 'I') || mode > LockMode.RowExclusive)
                {
                    locks[relation.Name] = (LockMode)Math.Max((int)mode, (int)locks.GetValueOrDefault(relation.Name));
                }
            }
        }

        return locks;
    }

    private Dictionary<uint, (string Name, char Kind, uint File)> ReadFiles()
    {
        var files = new Dictionary<uint, (string, char, uint)>();
        using var command = new NpgsqlCommand($"select c.oid, c.relname::text, c.relkind, c.relfilenode from pg_class c where {Relations}", connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            files.Add(reader.GetFieldValue<uint>(0), (reader.GetString(1), reader.GetChar(2), reader.GetFieldValue<uint>(3)));
        }

        return files;
    }

    private Dictionary<uint, long> ReadTuples()
    {
        var tuples = new Dictionary<uint, long>();
        using var command = new NpgsqlCommand(
            "select relid, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables where schemaname = 'public'", connection);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (before.ContainsKey(reader.GetFieldValue<uint>(0)))
            {
                tuples[reader.GetFieldValue<uint>(0)] = reader.GetInt64(1);
            }
        }

        return tuples;
    }
}
