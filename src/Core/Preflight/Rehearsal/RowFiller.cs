using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Puts made-up rows into tables: numbered values, so that unique columns are unique and foreign keys find the row of the same number.</summary>
internal static class RowFiller
{
    public static async Task<IReadOnlyList<string>> FillAsync(DatabaseSession session, SchemaSnapshot snapshot, int rows, CancellationToken cancellationToken)
    {
        var open = snapshot.Objects.Where(each => each.Kind == SchemaObjectKind.Table && each["partition_bound"] is null).ToList();
        var columns = snapshot.Objects.Where(each => each.Kind == SchemaObjectKind.Column).ToLookup(each => each.Parent!);
        var failures = new Dictionary<string, string>();
        for (var progress = true; progress && open.Count > 0;)
        {
            progress = false;
            foreach (var table in open.ToList())
            {
                try
                {
                    await session.ExecuteAsync(Insert(table, columns[table.Name], snapshot, rows), cancellationToken);
                    open.Remove(table);
                    progress = true;
                }
                catch (SqlExecutionException exception) when (!session.IsBroken && !cancellationToken.IsCancellationRequested)
                {
                    failures[table.Name] = LogText.NeutraliseLine(exception.MessageText, 200);
                }
            }
        }

        return [.. open.Select(table => $"{table.Name} could not be filled: {failures[table.Name]}")];
    }

    private static string Insert(SchemaObject table, IEnumerable<SchemaObject> columns, SchemaSnapshot snapshot, int rows)
    {
        var given = columns.Where(column => column["generated"] is null && column["identity"] is null && column["default"]?.StartsWith("nextval(", StringComparison.Ordinal) != true)
            .Select(column => (Name: column.Name[(table.Name.Length + 1)..], Value: Value(column["type"]!, snapshot)))
            .ToList();
        return given.Count == 0
            ? $"INSERT INTO {table.Name} DEFAULT VALUES"
            : $"INSERT INTO {table.Name} ({string.Join(", ", given.Select(column => column.Name))}) SELECT {string.Join(", ", given.Select(column => column.Value))} FROM pg_catalog.generate_series(1, {Literal.Of(rows)}) AS g";
    }

    private static string Value(string type, SchemaSnapshot snapshot)
    {
        var name = type.Split('(')[0].Trim();
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return "'{}'";
        }

        if (snapshot.Find(SchemaObjectKind.Enum, name) is not null)
        {
            return $"(pg_catalog.enum_range(NULL::{name}))[1 + g % pg_catalog.array_length(pg_catalog.enum_range(NULL::{name}), 1)]";
        }

        if (snapshot.Find(SchemaObjectKind.Domain, name) is { } domain)
        {
            return $"({Value(domain["base"]!, snapshot)})::{name}";
        }

        return name switch
        {
            "smallint" => "(g % 32767)::pg_catalog.int2",
            "boolean" => "g % 2 = 0",
            "uuid" => "pg_catalog.md5(g::pg_catalog.text)::pg_catalog.uuid",
            "json" or "jsonb" => $"'{{}}'::{name}",
            "bytea" => "pg_catalog.decode(pg_catalog.md5(g::pg_catalog.text), 'hex')",
            "date" => "DATE '2026-01-01' + g % 365",
            "interval" => "pg_catalog.make_interval(secs => g)",
            "time without time zone" or "time with time zone" => "TIME '00:00' + pg_catalog.make_interval(secs => g % 86400)",
            "inet" or "cidr" => $"('10.0.0.0'::pg_catalog.inet + g)::{name}",
            _ when name.StartsWith("timestamp", StringComparison.Ordinal) => "TIMESTAMPTZ '2026-01-01 00:00:00+00' + pg_catalog.make_interval(secs => g)",
            _ when name is "numeric" && type != name => $"(g % 10)::{type}",
            _ when name is "character varying" or "character" && type != name => $"pg_catalog.left(pg_catalog.md5(g::pg_catalog.text), {type[(type.IndexOf('(', StringComparison.Ordinal) + 1)..^1]})",
            _ when name is "text" or "character varying" => "'v' || g",
            _ => $"g::pg_catalog.text::{type}",
        };
    }
}
