using System.Text.RegularExpressions;
using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Expressions that make up the value of a column in the row of number g.</summary>
internal sealed partial class MadeUpValues(SchemaSnapshot snapshot)
{
    // More keys than these are not looked at; the rows share them.
    private const int Keys = 10_000;

    private readonly ILookup<string, string> constraints = snapshot.Objects
        .Where(each => each.Kind == SchemaObjectKind.Constraint).ToLookup(each => each.Parent!, each => each["definition"]!);

    /// <summary>Tables that a table refers to, as its foreign keys name them.</summary>
    public IEnumerable<string> ReferredBy(SchemaObject table) =>
        constraints[table.Name].Select(definition => Reference().Match(definition)).Where(match => match.Success).Select(match => match.Groups["table"].Value);

    public string Of(SchemaObject table, SchemaObject column)
    {
        var name = column.Name[(table.Name.Length + 1)..];
        return Referred(table, name) ?? Allowed(table, name, column["type"]!) ?? Value(column["type"]!);
    }

    /// <summary>A key that is there, each row another one as long as there are; null when the column refers to nothing.</summary>
    private string? Referred(SchemaObject table, string column)
    {
        var key = constraints[table.Name].Select(definition => Reference().Match(definition)).FirstOrDefault(match => match.Success && match.Groups["column"].Value == column);
        if (key is null)
        {
            return null;
        }

        var keys = $"ARRAY(SELECT r.{key.Groups["key"].Value} FROM {key.Groups["table"].Value} AS r ORDER BY 1 LIMIT {Literal.Of(Keys)})";
        return $"({keys})[1 + (g - 1) % GREATEST(1, pg_catalog.cardinality({keys}))]";
    }

    /// <summary>One of the texts that a CHECK over the column names, such as status IN ('new', 'paid'); null when there is no such CHECK.</summary>
    private string? Allowed(SchemaObject table, string column, string type)
    {
        if (!type.StartsWith("text", StringComparison.Ordinal) && !type.StartsWith("character", StringComparison.Ordinal))
        {
            return null;
        }

        var check = constraints[table.Name].FirstOrDefault(each => each.StartsWith("CHECK", StringComparison.Ordinal) && Words.Contains(each, column.Trim('"'))
            && each.Contains("ARRAY[", StringComparison.Ordinal) && !each.Contains("<>", StringComparison.Ordinal));
        var values = check is null ? [] : Quoted().Matches(check).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        return values.Count == 0 ? null : $"(ARRAY[{string.Join(", ", values)}])[1 + g % {Literal.Of(values.Count)}]";
    }

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^FOREIGN KEY \((?<column>[^,)]+)\) REFERENCES (?<table>[^(]+)\((?<key>[^,)]+)\)")]
    private static partial Regex Reference();

    private string Value(string type)
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
            return $"({Value(domain["base"]!)})::{name}";
        }

        return name switch
        {
            "smallint" => "(1 + g % 32766)::pg_catalog.int2",
            "boolean" => "g % 2 = 0",
            "uuid" => "pg_catalog.md5(g::pg_catalog.text)::pg_catalog.uuid",
            "json" or "jsonb" => $"'{{}}'::{name}",
            "bytea" => "pg_catalog.decode(pg_catalog.md5(g::pg_catalog.text), 'hex')",
            "date" => "DATE '2026-01-01' + g % 365",
            "interval" => "pg_catalog.make_interval(secs => g)",
            "time without time zone" or "time with time zone" => "TIME '00:00' + pg_catalog.make_interval(secs => g % 86400)",
            "inet" or "cidr" => $"('10.0.0.0'::pg_catalog.inet + g)::{name}",
            _ when name.StartsWith("timestamp", StringComparison.Ordinal) => "TIMESTAMPTZ '2026-01-01 00:00:00+00' + pg_catalog.make_interval(secs => g)",
            _ when name is "numeric" && type != name => $"(1 + g % 9)::{type}",
            _ when name is "character varying" or "character" && type != name => $"pg_catalog.left(pg_catalog.md5(g::pg_catalog.text), {type[(type.IndexOf('(', StringComparison.Ordinal) + 1)..^1]})",
            _ when name is "text" or "character varying" => "'v' || g",
            _ => $"g::pg_catalog.text::{type}",
        };
    }
}
