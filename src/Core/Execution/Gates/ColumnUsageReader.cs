using System.Globalization;
using SchemaMigrate.Connections;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Gates;

/// <summary>
/// Looks for what uses a column: what the catalog knows to depend on it, functions whose body names it, and statements that were executed,
/// where pg_stat_statements keeps them. Objects whose comment begins with <c>SchemaMigrate:</c> are the module's own and do not count.
/// </summary>
internal sealed class ColumnUsageReader(DatabaseSession session, RunOptions options)
{
    private static readonly string Resolve = EmbeddedSql.Read("Execution/Gates/ResolveColumn.sql");
    private static readonly string Family = EmbeddedSql.Read("Execution/Gates/ColumnFamily.sql");
    private static readonly string Dependents = EmbeddedSql.Read("Execution/Gates/ColumnDependents.sql");
    private static readonly string Bodies = EmbeddedSql.Read("Execution/Gates/RoutineBodies.sql");

    private readonly List<string> uses = [];
    private readonly List<string> remarks = [];

    internal async Task<ColumnUsage> ReadAsync(UnusedGate gate, CancellationToken cancellationToken)
    {
        if (await ResolveAsync(gate, cancellationToken) is not { } table)
        {
            return new ColumnUsage(false, [], []);
        }

        var names = await session.QueryAsync(Family, row => row.GetString(0), cancellationToken, table);
        var mentions = new ColumnMentions(names, gate.Column.Name);
        await ReadDependentsAsync(gate, table, cancellationToken);
        await ReadBodiesAsync(gate, table, mentions, cancellationToken);
        await new StatementUsageReader(session).ReadAsync(gate, mentions, uses, remarks, cancellationToken);
        return new ColumnUsage(true, uses, remarks);
    }

    private async Task<long?> ResolveAsync(UnusedGate gate, CancellationToken cancellationToken)
    {
        // A name without a schema means what it means to the steps: the same role and search_path.
        var settings = new SessionSettings { SearchPath = options.SearchPath, Role = options.Role is { } role ? new Identifier(role) : null };
        await using var transaction = await session.BeginAsync(cancellationToken);
        await session.ApplyAsync(settings, SettingScope.Transaction, cancellationToken);
        var found = await session.QueryAsync(
            Resolve, row => (Table: row.GetFieldValue<long>(0), Column: row.GetBoolean(1)), cancellationToken,
            gate.Table.Schema?.Name, gate.Table.Name.Name, gate.Column.Name);
        return found is [(var table, true)] ? table : null;
    }

    private async Task ReadDependentsAsync(UnusedGate gate, long table, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            Dependents, row => (What: row.GetString(0), Ours: row.GetBoolean(1)), cancellationToken, table, gate.Column.Name);
        foreach (var (what, ours) in rows)
        {
            Add(what, ours);
        }
    }

    private async Task ReadBodiesAsync(UnusedGate gate, long table, ColumnMentions mentions, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            Bodies, row => (What: row.GetString(0), Body: row.GetString(1), OnTable: row.GetBoolean(2), Ours: row.GetBoolean(3)), cancellationToken,
            table, gate.Column.Name, options.JournalSchema);
        foreach (var (what, body, onTable, ours) in rows)
        {
            if (mentions.Find(body, onTable) is { } line)
            {
                Add(string.Create(CultureInfo.InvariantCulture, $"{what}, line {line} of its body"), ours);
            }
        }
    }

    private void Add(string what, bool ours)
    {
        if (ours)
        {
            remarks.Add($"not counted, since it is the module's own: {what}");
        }
        else
        {
            uses.Add(what);
        }
    }
}
