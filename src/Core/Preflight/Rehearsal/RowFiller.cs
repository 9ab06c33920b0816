using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Puts made-up rows into tables: numbered values, so that unique columns are unique, and keys that exist for foreign keys.</summary>
internal static class RowFiller
{
    public static async Task<IReadOnlyList<string>> FillAsync(DatabaseSession session, SchemaSnapshot snapshot, int rows, CancellationToken cancellationToken)
    {
        var open = snapshot.Objects.Where(each => each.Kind == SchemaObjectKind.Table && each["partition_bound"] is null).ToList();
        var columns = snapshot.Objects.Where(each => each.Kind == SchemaObjectKind.Column).ToLookup(each => each.Parent!);
        var values = new MadeUpValues(snapshot);
        var failures = new Dictionary<string, string>();
        for (var (progress, inOrder) = (true, true); (progress || inOrder) && open.Count > 0;)
        {
            // What others refer to comes first; where that goes in a circle, any order will do.
            inOrder = progress;
            progress = false;
            foreach (var table in open.Where(table => !inOrder || !values.ReferredBy(table).Any(other => open.Exists(each => each != table && Means(other, each)))).ToList())
            {
                try
                {
                    await FillAsync(session, table, [.. columns[table.Name]], values, rows, cancellationToken);
                    open.Remove(table);
                    progress = true;
                }
                catch (SqlExecutionException exception) when (!session.IsBroken && !cancellationToken.IsCancellationRequested)
                {
                    failures[table.Name] = LogText.NeutraliseLine(exception.MessageText, 200);
                }
            }
        }

        return [.. open.Select(table => $"{table.Name} could not be filled: {failures.GetValueOrDefault(table.Name, "it refers to a table that could not be filled")}")];
    }

    // A constraint's definition leaves out a schema that is in the search_path.
    private static bool Means(string reference, SchemaObject table) => table.Name == reference || table.Name.EndsWith("." + reference, StringComparison.Ordinal);

    /// <summary>With values everywhere; where a rule of the table refuses them, with NULL in every column that takes it.</summary>
    private static async Task FillAsync(
        DatabaseSession session, SchemaObject table, IReadOnlyList<SchemaObject> columns, MadeUpValues values, int rows, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync(Insert(table, columns, values, rows), cancellationToken);
        }
        catch (SqlExecutionException exception) when (exception.SqlState is "23514" or "22P02" or "22003" && columns.Any(column => column["not_null"] is null))
        {
            await session.ExecuteAsync(Insert(table, columns.Where(column => column["not_null"] is not null), values, rows), cancellationToken);
        }
    }

    private static string Insert(SchemaObject table, IEnumerable<SchemaObject> columns, MadeUpValues values, int rows)
    {
        var given = columns.Where(column => column["generated"] is null && column["identity"] is null && column["default"]?.StartsWith("nextval(", StringComparison.Ordinal) != true).ToList();
        var source = $"FROM pg_catalog.generate_series(1, {Literal.Of(rows)}) AS g";
        return given.Count == 0
            ? $"INSERT INTO {table.Name} SELECT {source}"
            : $"INSERT INTO {table.Name} ({string.Join(", ", given.Select(column => column.Name[(table.Name.Length + 1)..]))}) SELECT {string.Join(", ", given.Select(column => values.Of(table, column)))} {source}";
    }
}
