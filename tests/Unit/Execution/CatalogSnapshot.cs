namespace SchemaMigrate.Tests.Execution;

/// <summary>What a database looks like apart from its journal, one line per fact; two databases that were built alike give the same text.</summary>
internal static class CatalogSnapshot
{
    private const string Sql = """
        WITH mine AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'schemamigrate'))
        SELECT line FROM (
            SELECT format('relation %s.%s %s partition=%s', nspname, relname, relkind, relispartition) FROM pg_class JOIN mine ON mine.oid = relnamespace WHERE relkind <> 'i'
            UNION ALL
            SELECT format('column %s.%s %s %s notnull=%s default=%s', c.oid::regclass, attnum, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
            FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid JOIN mine ON mine.oid = relnamespace
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attnum > 0 AND relkind IN ('r', 'p', 'v')
            UNION ALL
            SELECT format('constraint %s %s %s valid=%s', conrelid::regclass, conname, pg_get_constraintdef(c.oid), convalidated) FROM pg_constraint AS c JOIN mine ON mine.oid = connamespace
            UNION ALL
            SELECT format('index %s valid=%s ready=%s live=%s', pg_get_indexdef(indexrelid), indisvalid, indisready, indislive)
            FROM pg_index JOIN pg_class AS c ON c.oid = indexrelid JOIN mine ON mine.oid = relnamespace
            UNION ALL
            SELECT format('enum %s %s %s', enumtypid::regtype, row_number() OVER (PARTITION BY enumtypid ORDER BY enumsortorder), enumlabel) FROM pg_enum
            UNION ALL
            SELECT format('function %s', pg_get_functiondef(p.oid)) FROM pg_proc AS p JOIN mine ON mine.oid = pronamespace
            UNION ALL
            SELECT format('trigger %s', pg_get_triggerdef(t.oid)) FROM pg_trigger AS t WHERE NOT tgisinternal
            UNION ALL
            SELECT format('view %s %s', c.oid::regclass, pg_get_viewdef(c.oid)) FROM pg_class AS c JOIN mine ON mine.oid = relnamespace WHERE relkind = 'v'
            UNION ALL
            SELECT format('comment %s %s', objoid::regclass, description) FROM pg_description JOIN pg_class AS c ON c.oid = objoid JOIN mine ON mine.oid = relnamespace
            UNION ALL
            SELECT format('pending detach %s', inhrelid::regclass) FROM pg_inherits WHERE inhdetachpending
            UNION ALL
            SELECT format('rows %s %s', c.oid::regclass, md5(query_to_xml(format('SELECT * FROM ONLY %s AS t ORDER BY t::text', c.oid::regclass), true, false, '')::text))
            FROM pg_class AS c JOIN mine ON mine.oid = relnamespace WHERE relkind = 'r'
        ) AS facts (line)
        ORDER BY line COLLATE "C"
        """;

    public static Task<string> ReadAsync(TestProject project) => project.LinesAsync(Sql);
}
