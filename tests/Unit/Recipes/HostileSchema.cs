using System.Collections.Concurrent;
using Npgsql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>
/// What somebody who may create objects in a schema of the search_path can put there: operators and functions that fit the arguments better than those of pg_catalog, which come first only among equals.
/// Each of them fails, and says what it is.
/// </summary>
internal static class HostileSchema
{
    private const string Template = "hostile_template";
    private const string Script = """
        CREATE SCHEMA hostile;
        DO $hostile$
        DECLARE
          types text[] := ARRAY['oid', 'regclass', 'regtype', 'regnamespace', 'regrole', 'regproc', 'regprocedure', 'regcollation', 'name', 'text', '"char"', 'int2', 'int4', 'int8', 'bool', 'int2vector', 'oidvector', 'jsonb',
            'text[]', 'name[]', 'int2[]', 'oid[]', 'date', 'timestamptz'];
          operator record;
          call text;
        BEGIN
          FOR operator IN SELECT o.name, l.type AS "left", r.type AS "right" FROM unnest(ARRAY['=', '<>', '<', '>', '||', '~', '!~', '~~', '!~~', '@>', '<@', '&&', '+', '-', '->', '->>']) o (name), unnest(types) l (type), unnest(types) r (type)
            -- What the author of a revision concatenates is the author's.
            WHERE NOT (o.name = '||' AND (l.type ~ '^(int[248]|oid|bool|date|timestamptz)$' OR r.type ~ '^(int[248]|oid|bool|date|timestamptz)$')) AND NOT EXISTS (SELECT FROM pg_operator p WHERE p.oprname = o.name AND p.oprleft = l.type::regtype AND p.oprright = r.type::regtype)
          LOOP
            call := CASE WHEN operator.name IN ('||', '->', '->>', '+', '-') THEN 'text' ELSE 'boolean' END;
            EXECUTE format('CREATE FUNCTION hostile.%I(%s, %s) RETURNS %s LANGUAGE plpgsql AS %L', 'operator ' || operator.name, operator."left", operator."right", call,
              format('BEGIN RAISE EXCEPTION ''hostile operator %s on %s and %s''; END', operator.name, operator."left", operator."right"));
            EXECUTE format('CREATE OPERATOR hostile.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = hostile.%I)', operator.name, operator."left", operator."right", 'operator ' || operator.name);
          END LOOP;
          FOREACH call IN ARRAY ARRAY['concat(text, text)', 'concat(text, text, text)', 'concat(text, text, text, text)', 'concat_ws(text, text, text)', 'format(text, text)', 'format(text, text, text)', 'unnest(text[])', 'unnest(name[])', 'unnest(int2[])',
            'array_agg(text)', 'count(text)', 'count(name)', 'max(name)', 'min(name)', 'cardinality(text[])', 'array_length(text[], int4)', 'array_position(text[], text)', 'array_to_string(text[], text)', 'to_jsonb(text)', 'jsonb_build_object(text, text)',
            'quote_literal(name)', 'quote_ident(name)', 'quote_nullable(name)', 'md5(name)', 'length(name)', 'lower(name)', 'octet_length(name)', 'obj_description(regclass, text)', 'col_description(regclass, int2)', 'pg_get_indexdef(regclass)',
            'format_type(regtype, int4)', 'to_regclass(name)', 'num_nonnulls(text)', 'num_nonnulls(text, text)', 'num_nulls(text)', 'row_to_json(text)', 'generate_subscripts(text[], int4)', 'array_append(text[], text)', 'array_remove(text[], text)', 'left(name, int4)', 'substr(name, int4)']
          LOOP
            EXECUTE format('CREATE FUNCTION hostile.%s RETURNS text LANGUAGE plpgsql AS %L', call, format('BEGIN RAISE EXCEPTION ''hostile function %s''; END', call));
          END LOOP;
        END
        $hostile$;
        """;

    private static readonly ConcurrentDictionary<int, Lazy<Task>> Templates = new();

    /// <summary>A new database with the schema in it: a copy, since making nine thousand operators takes seconds.</summary>
    public static async Task<string> CreateDatabaseAsync(int major)
    {
        await Templates.GetOrAdd(major, wanted => new Lazy<Task>(() => MakeAsync(wanted))).Value;
        return await CreateAsync(major, $"hostile_{Guid.NewGuid():N}", Template);
    }

    private static async Task MakeAsync(int major)
    {
        await using var connection = new NpgsqlConnection($"{await CreateAsync(major, Template, "template1")};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Script, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> CreateAsync(int major, string name, string template)
    {
        var settings = new NpgsqlConnectionStringBuilder(await PostgresFixture.CreateDatabaseAsync(major));
        await using var connection = new NpgsqlConnection($"{settings.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
        settings.Database = name;
        return settings.ConnectionString;
    }
}
