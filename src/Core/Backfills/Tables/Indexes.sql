-- The indexes of table $1, each with what makes it a key to walk by, and with the columns that an update may name to say "this may change".
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname),
       i.indisprimary,
       i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND a.amname = 'btree'
           AND k.whole AND k.not_null AND k.default_class AND (k.ascending OR k.descending),
       k.names,
       k.types,
       k.collations,
       coalesce(d.columns, '{}'),
       a.amname::text,
       s.correlation
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am a ON a.oid = c.relam
CROSS JOIN LATERAL (
    SELECT coalesce(pg_catalog.array_agg(t.attname::text ORDER BY u.place) FILTER (WHERE t.attname IS NOT NULL), '{}') AS names,
           coalesce(pg_catalog.array_agg(CASE WHEN tn.nspname IS NULL THEN NULL ELSE pg_catalog.format('%I.%I', tn.nspname, ty.typname) END ORDER BY u.place)
                    FILTER (WHERE t.attname IS NOT NULL), '{}') AS types,
           coalesce(pg_catalog.array_agg(CASE WHEN cn.nspname IS NULL THEN '' ELSE pg_catalog.format('%I.%I', cn.nspname, co.collname) END ORDER BY u.place)
                    FILTER (WHERE t.attname IS NOT NULL), '{}') AS collations,
           pg_catalog.bool_and(u.attnum > 0) AS whole,
           pg_catalog.bool_and(coalesce(t.attnotnull, false)) AS not_null,
           pg_catalog.bool_and(coalesce(oc.opcdefault, false)) AS default_class,
           pg_catalog.bool_and(o.flags & 1 = 0) AS ascending,
           pg_catalog.bool_and(o.flags & 1 = 1) AS descending
    FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS u(attnum, place)
    LEFT JOIN pg_catalog.pg_attribute t ON t.attrelid = i.indrelid AND t.attnum = u.attnum AND u.attnum > 0
    LEFT JOIN pg_catalog.pg_type ty ON ty.oid = t.atttypid
    LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = ty.typnamespace
    CROSS JOIN LATERAL (SELECT (i.indoption::int2[])[u.place - 1] AS flags, (i.indcollation::oid[])[u.place - 1] AS collation, (i.indclass::oid[])[u.place - 1] AS class) o
    LEFT JOIN pg_catalog.pg_collation co ON co.oid = o.collation
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
    LEFT JOIN pg_catalog.pg_opclass oc ON oc.oid = o.class
    WHERE u.place <= i.indnkeyatts
) k
LEFT JOIN LATERAL (
    SELECT pg_catalog.array_agg(DISTINCT t.attname::text) AS columns
    FROM pg_catalog.pg_depend p
    JOIN pg_catalog.pg_attribute t ON t.attrelid = i.indrelid AND t.attnum = p.refobjsubid
    WHERE p.classid = 'pg_catalog.pg_class'::regclass::pg_catalog.oid AND p.objid = i.indexrelid
      AND p.refclassid = 'pg_catalog.pg_class'::regclass::pg_catalog.oid AND p.refobjid = i.indrelid AND p.refobjsubid > 0
) d ON true
LEFT JOIN pg_catalog.pg_class tc ON tc.oid = i.indrelid
LEFT JOIN pg_catalog.pg_namespace tcn ON tcn.oid = tc.relnamespace
LEFT JOIN pg_catalog.pg_stats s ON s.schemaname = tcn.nspname AND s.tablename = tc.relname AND s.attname = k.names[1] AND NOT s.inherited
WHERE i.indrelid = $1::pg_catalog.oid
ORDER BY i.indisprimary DESC, pg_catalog.cardinality(k.names), c.relname
