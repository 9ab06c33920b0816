using Npgsql;

namespace SchemaMigrate.Tests.Operations;

/// <summary>What the catalog says about everything in user schemas, one fact a line, so that two states can be compared and read.</summary>
internal static class CatalogLines
{
    private const string Query = """
        WITH mine AS (
            SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        ), relation AS (
            SELECT c.oid, '"' || replace(n.nspname, '"', '""') || '"' || '.' || '"' || replace(c.relname, '"', '""') || '"' AS name, c.relkind, c.relpersistence, pg_get_partkeydef(c.oid) AS partition_key
            FROM pg_class c JOIN mine n ON n.oid = c.relnamespace
        )
        SELECT format('relation %s %s %s partition=%s comment=%s', name, relkind, relpersistence, partition_key, obj_description(oid, 'pg_class'))
        FROM relation WHERE relkind NOT IN ('i', 'I')
        UNION ALL
        SELECT format('column %s %s %s %s collation=%s notnull=%s identity=%s generated=%s default=%s comment=%s', r.name,
            row_number() OVER (PARTITION BY r.oid ORDER BY a.attnum), '"' || replace(a.attname, '"', '""') || '"', format_type(a.atttypid, a.atttypmod),
            a.attcollation::regcollation, a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), col_description(r.oid, a.attnum))
        FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
        WHERE r.relkind IN ('r', 'p', 'v')
        UNION ALL
        SELECT format('constraint %s %s %s valid=%s deferrable=%s deferred=%s comment=%s', r.name, '"' || replace(c.conname, '"', '""') || '"', pg_get_constraintdef(c.oid), c.convalidated, c.condeferrable, c.condeferred,
            obj_description(c.oid, 'pg_constraint'))
        FROM relation r JOIN pg_constraint c ON c.conrelid = r.oid
        UNION ALL
        SELECT format('index %s valid=%s ready=%s comment=%s', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready, obj_description(i.indexrelid, 'pg_class'))
        FROM relation r JOIN pg_index i ON i.indexrelid = r.oid
        UNION ALL
        SELECT format('trigger %s %s enabled=%s comment=%s', r.name, pg_get_triggerdef(t.oid), t.tgenabled, obj_description(t.oid, 'pg_trigger'))
        FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
        UNION ALL
        SELECT format('function %s returns %s owner=%s acl=%s volatile=%s strict=%s definer=%s settings=%s comment=%s body=%s', p.oid::regprocedure, p.prorettype::regtype, p.proowner::regrole, p.proacl,
            p.provolatile, p.proisstrict, p.prosecdef, p.proconfig, obj_description(p.oid, 'pg_proc'), replace(p.prosrc, E'\n', '⏎'))
        FROM pg_proc p JOIN mine n ON n.oid = p.pronamespace WHERE p.prokind IN ('f', 'p')
        UNION ALL
        SELECT format('rights %s owner=%s acl=%s', r.name, c.relowner::regrole, c.relacl) FROM relation r JOIN pg_class c ON c.oid = r.oid WHERE r.relkind NOT IN ('i', 'I')
        UNION ALL
        SELECT format('rights %s %s acl=%s', r.name, a.attname, a.attacl)
        FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
        UNION ALL
        SELECT format('policy %s %I %s %s roles=%s using=%s check=%s comment=%s', r.name, y.polname, y.polpermissive, y.polcmd, y.polroles::regrole[], pg_get_expr(y.polqual, y.polrelid), pg_get_expr(y.polwithcheck, y.polrelid),
            obj_description(y.oid, 'pg_policy'))
        FROM relation r JOIN pg_policy y ON y.polrelid = r.oid
        UNION ALL
        SELECT format('rows %s security=%s forced=%s', name, c.relrowsecurity, c.relforcerowsecurity) FROM relation r JOIN pg_class c ON c.oid = r.oid WHERE c.relrowsecurity
        UNION ALL
        SELECT format('enum %I.%I %s comment=%s owner=%s acl=%s', n.nspname, t.typname,
            (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), obj_description(t.oid, 'pg_type'), t.typowner::regrole, t.typacl)
        FROM pg_type t JOIN mine n ON n.oid = t.typnamespace WHERE t.typtype = 'e'
        ORDER BY 1
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection connection)
    {
        var lines = new List<string>();
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
