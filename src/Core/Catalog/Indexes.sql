-- Indexes of tables. $1: oids of the tables (int8[]).
SELECT i.indrelid::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
LEFT JOIN pg_catalog.pg_constraint AS k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
CROSS JOIN LATERAL (
    SELECT
        c.oid::pg_catalog.int8 AS oid,
        n.nspname AS schema,
        c.relname AS name,
        m.amname AS method,
        pg_catalog.pg_get_indexdef(i.indexrelid) AS definition,
        i.indisunique AS is_unique,
        i.indisprimary AS is_primary,
        i.indisvalid AS is_valid,
        i.indisready AS is_ready,
        i.indisreplident AS is_replica_identity,
        i.indisclustered AS is_clustered,
        COALESCE((pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::pg_catalog.bool, false) AS nulls_not_distinct,
        k.conname AS constraint_name,
        COALESCE((SELECT pg_catalog.json_agg(a.attname ORDER BY key.ordinality)
         FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS key (number, ordinality)
         LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = key.number
         WHERE key.ordinality <= i.indnkeyatts), '[]') AS keys,
        COALESCE((SELECT pg_catalog.json_agg(a.attname ORDER BY a.attnum)
         FROM (SELECT DISTINCT d.refobjsubid FROM pg_catalog.pg_depend AS d
               WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid
                 AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = i.indrelid
               UNION SELECT key FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) AS key) AS used (number)
         JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = used.number AND a.attnum > 0), '[]') AS columns,
        pg_catalog.pg_get_expr(i.indexprs, i.indrelid) AS expressions,
        pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
        CASE WHEN c.relkind = 'i' THEN pg_catalog.pg_relation_size(c.oid) ELSE 0 END AS bytes,
        pg_catalog.pg_stat_get_numscans(c.oid) AS scans
) AS x
WHERE i.indrelid = ANY ($1::pg_catalog.oid[])
ORDER BY i.indrelid, c.relname;
