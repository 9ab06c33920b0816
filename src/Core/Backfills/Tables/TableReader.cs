using System.Data.Common;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Backfills;

/// <summary>Reads from the catalog what a backfill must know about its table.</summary>
internal static class TableReader
{
    private const int UpdateTrigger = 16;
    private const int InsertTrigger = 4;
    private static readonly string TableSql = EmbeddedSql.Read("Backfills/Tables/Table.sql");
    private static readonly string LeavesSql = EmbeddedSql.Read("Backfills/Tables/Leaves.sql");
    private static readonly string IndexesSql = EmbeddedSql.Read("Backfills/Tables/Indexes.sql");
    private static readonly string ColumnsSql = EmbeddedSql.Read("Backfills/Tables/Columns.sql");
    private static readonly string TriggersSql = EmbeddedSql.Read("Backfills/Tables/Triggers.sql");
    private static readonly string VolatileSql = EmbeddedSql.Read("Backfills/Tables/VolatileFunctions.sql");
    private static readonly string StandbysSql = EmbeddedSql.Read("Backfills/Tables/Standbys.sql");

    /// <summary>Reads everything about a table.</summary>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.BackfillTableNotFound"/>.</exception>
    internal static async Task<TableFacts> ReadAsync(DatabaseSession session, string table, CancellationToken cancellationToken)
    {
        var name = Sql.QualifiedName.Parse(table);
        var found = await session.QueryAsync(TableSql, ReadTable, cancellationToken, name.ToString());
        if (found is not [var facts] || facts.Kind is not ("r" or "p"))
        {
            throw new MigrationException(
                BackfillErrors.BackfillTableNotFound,
                found.Count == 0 ? $"There is no table {name.Display}." : $"{name.Display} is not a table (relkind {found[0].Kind}).") { Target = table };
        }

        return facts with
        {
            Leaves = await ReadLeavesAsync(session, facts.Oid, cancellationToken),
            Indexes = await ReadIndexesAsync(session, facts.Oid, cancellationToken),
            Columns = await session.QueryAsync(
                ColumnsSql,
                row => new TableColumn(row.GetString(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5)),
                cancellationToken, facts.Oid),
            Triggers = await ReadTriggersAsync(session, facts.Oid, UpdateTrigger, cancellationToken),
            Standbys = await session.QueryAsync(StandbysSql, row => row.GetString(0), cancellationToken),
        };
    }

    /// <summary>Whether one of the functions so named may leave something behind when it is called.</summary>
    internal static async Task<bool> AnyVolatileAsync(DatabaseSession session, IReadOnlyList<string> functions, CancellationToken cancellationToken) =>
        functions.Count > 0 && await session.ScalarAsync<bool>(VolatileSql, cancellationToken, functions.ToArray());

    /// <summary>The tables that hold the rows, also those that came since.</summary>
    internal static Task<IReadOnlyList<LeafTable>> ReadLeavesAsync(DatabaseSession session, long table, CancellationToken cancellationToken) =>
        session.QueryAsync(
            LeavesSql,
            row => new LeafTable(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
                row.IsDBNull(6) ? null : row.GetInt64(6)),
            cancellationToken, table);

    /// <summary>The indexes of one table; those of a partitioned table are templates without rows.</summary>
    internal static Task<IReadOnlyList<IndexCandidate>> ReadIndexesAsync(DatabaseSession session, long table, CancellationToken cancellationToken) =>
        session.QueryAsync(IndexesSql, ReadIndex, cancellationToken, table);

    /// <summary>The triggers that fire when rows are inserted into a table.</summary>
    internal static Task<IReadOnlyList<(string Name, IReadOnlyList<string> Columns, bool PerRow)>> ReadInsertTriggersAsync(
        DatabaseSession session, long table, CancellationToken cancellationToken) =>
        ReadTriggersAsync(session, table, InsertTrigger, cancellationToken);

    private static Task<IReadOnlyList<(string Name, IReadOnlyList<string> Columns, bool PerRow)>> ReadTriggersAsync(
        DatabaseSession session, long table, int type, CancellationToken cancellationToken) =>
        session.QueryAsync(
            TriggersSql, row => (row.GetString(0), (IReadOnlyList<string>)row.GetFieldValue<string[]>(1), row.GetBoolean(2)), cancellationToken, table, type);

    private static TableFacts ReadTable(DbDataReader row) => new()
    {
        Oid = row.GetInt64(0),
        Schema = row.GetString(1),
        Name = row.GetString(2),
        Kind = row.GetString(3),
        IsPartition = row.GetBoolean(4),
        Bytes = row.GetInt64(6),
        IndexBytes = row.GetInt64(7),
        FillFactor = row.GetInt32(8),
        IsPublished = row.GetBoolean(9),
        RowSecurityApplies = row.GetBoolean(10),
    };

    private static IndexCandidate ReadIndex(DbDataReader row)
    {
        var names = row.GetFieldValue<string[]>(3);
        var types = row.GetFieldValue<string[]>(4);
        var collations = row.GetFieldValue<string[]>(5);
        return new IndexCandidate(
            row.GetString(0), row.GetBoolean(1), row.GetBoolean(2),
            [.. names.Select((name, i) => new KeyColumn(name, types[i], collations[i].Length == 0 ? null : collations[i]))],
            row.GetFieldValue<string[]>(6), row.GetString(7), row.IsDBNull(8) ? null : row.GetFloat(8));
    }
}
