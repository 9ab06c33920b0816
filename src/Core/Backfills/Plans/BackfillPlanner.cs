using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>Plans a backfill on a database, and has the server check its statement without running it.</summary>
internal sealed class BackfillPlanner(BackfillDefinition definition, BackfillOptions options, DefinitionShape shape, Identifier journal)
{
    // Below it a second worker has hardly come before the first has done the work.
    private const long RowsForTwo = 200_000;

    internal async Task<PlannedBackfill> PlanAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        var table = await TableReader.ReadAsync(session, definition.Table, cancellationToken);
        var name = $"{new Identifier(table.Schema)}.{new Identifier(table.Name)}";
        RefuseForeign(table);
        RefusePartitionKey(table, name);
        var leaves = table.Leaves.Where(leaf => leaf.Kind == "r").ToList();
        var sample = leaves.Count == 0 ? WalkKey.Physical : KeyChooser.Choose(
            leaves[0].Name, await TableReader.ReadIndexesAsync(session, leaves[0].Oid, cancellationToken), definition.Key);
        var touched = definition.InsertInto is null && definition.Sql is null ? IndexCleanup.Columns(table, sample, shape, session.Server.Major) : [];
        var ranges = await new WalkPlanner(definition, shape, journal, touched).PlanAsync(session, leaves, cancellationToken);
        var sql = await CheckAsync(session, ranges, touched, cancellationToken);
        var triggers = await TriggersAsync(session, table, cancellationToken);
        var lockFirst = definition.InsertInto is null && await TableReader.AnyVolatileAsync(session, shape.Functions, cancellationToken);
        var workers = options.Workers ?? (table.EstimatedRows >= RowsForTwo && triggers.Count == 0 && !lockFirst && !shape.HasSubquery && definition.Sql is null ? 2 : 1);
        var plan = new BackfillPlan
        {
            Name = definition.Name,
            Table = name,
            Key = sample.ToString(),
            KeyIndex = sample.Index,
            Tables = leaves.Count,
            Ranges = ranges.Count,
            EstimatedRows = table.EstimatedRows,
            TableBytes = table.Kind == "p" ? leaves.Sum(leaf => leaf.Blocks) * 8192 : table.Bytes,
            IndexBytes = table.IndexBytes,
            Workers = workers,
            EstimatedDuration = BackfillEstimate.Duration(table.EstimatedRows, workers, options.MaxRate),
            EstimatedWalBytes = BackfillEstimate.Wal(table, CanBeHot(table)),
            CanBeHot = CanBeHot(table),
            Converges = shape.Converges,
            Triggers = triggers,
            NamedColumns = touched,
            Standbys = options.Limits.Standbys.Count > 0 ? options.Limits.Standbys : table.Standbys,
            Warnings = [.. BackfillWarnings.Of(definition, options, shape, table, sample, triggers)],
            BatchSql = sql,
        };
        return new PlannedBackfill(plan, new BackfillFacts(table.Oid, name, touched, table.Standbys, lockFirst), ranges);
    }

    private bool CanBeHot(TableFacts table) => definition.InsertInto is null && definition.Sql is null
        && !table.Indexes.Where(index => index.Method != "brin").SelectMany(index => index.Mentions).Intersect(shape.Columns, StringComparer.Ordinal).Any();

    private void RefuseForeign(TableFacts table)
    {
        if (table.Leaves.FirstOrDefault(leaf => leaf.Kind == "f") is { } foreign)
        {
            throw new MigrationException(
                BackfillErrors.BackfillTableNotFound,
                $"{foreign.Name} is a foreign table: its rows and the journal cannot be changed in one transaction. Run the backfill where it lives.") { Target = definition.Table };
        }
    }

    private void RefusePartitionKey(TableFacts table, string name)
    {
        if (definition.InsertInto is null && table.Columns.FirstOrDefault(column => column.IsPartitionKey && shape.Columns.Contains(column.Name, StringComparer.Ordinal)) is { } key)
        {
            throw new MigrationException(
                BackfillErrors.InvalidBackfill,
                $"The column {key.Name} decides the partition of a row of {name}. Walked partition by partition, rows cannot move to another one.") { Target = definition.Table };
        }
    }

    // The server parses and plans the statement; a missing column or a wrong type is found here and not after the start.
    private async Task<string?> CheckAsync(
        DatabaseSession session, IReadOnlyList<PlannedRange> ranges, IReadOnlyList<string> touched, CancellationToken cancellationToken)
    {
        if (ranges.Count == 0)
        {
            return null;
        }

        var range = ranges[ranges.Count / 2];
        var statement = new BatchStatement(definition, shape, journal, range.Leaf.Name, range.Key, touched);
        var sql = statement.Dml(range.Bounds, repeated: false);
        await session.ExecuteAsync("EXPLAIN " + sql, cancellationToken);
        if (shape.Converges)
        {
            // The form of later passes compares values, which a type without equality (json) cannot.
            await session.ExecuteAsync("EXPLAIN " + statement.Dml(range.Bounds, repeated: true), cancellationToken);
        }

        return sql;
    }

    private async Task<IReadOnlyList<string>> TriggersAsync(DatabaseSession session, TableFacts table, CancellationToken cancellationToken)
    {
        if (definition.Sql is not null)
        {
            return [.. table.Triggers.Select(trigger => trigger.Name)];
        }

        if (definition.InsertInto is { } destination)
        {
            var into = await TableReader.ReadAsync(session, destination, cancellationToken);
            return [.. (await TableReader.ReadInsertTriggersAsync(session, into.Oid, cancellationToken)).Select(trigger => trigger.Name)];
        }

        return [.. table.Triggers
            .Where(trigger => trigger.Columns.Count == 0 || trigger.Columns.Intersect(shape.Columns, StringComparer.Ordinal).Any())
            .Select(trigger => trigger.Name)];
    }
}
