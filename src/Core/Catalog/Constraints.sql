-- Constraints of tables, and foreign keys of other tables that point to them. $1: oids of the tables (int8[]).
SELECT w.relation::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM pg_catalog.pg_constraint AS k
CROSS JOIN LATERAL (
    SELECT k.conrelid UNION SELECT k.confrelid WHERE k.contype = 'f'
) AS w (relation)
CROSS JOIN LATERAL (
    SELECT
        k.conname AS name,
        CASE k.contype
            WHEN 'p' THEN 'PrimaryKey' WHEN 'u' THEN 'Unique' WHEN 'c' THEN 'Check' WHEN 'f' THEN 'ForeignKey'
            WHEN 'x' THEN 'Exclusion' WHEN 'n' THEN 'NotNull' ELSE 'Trigger'
        END AS kind,
        pg_catalog.pg_get_constraintdef(k.oid) AS definition,
        pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS expression,
        k.convalidated AS is_validated,
        COALESCE((pg_catalog.to_jsonb(k) ->> 'conenforced')::pg_catalog.bool, true) AS is_enforced,
        k.condeferrable AS is_deferrable,
        k.conislocal AS is_local,
        tn.nspname AS schema,
        t.relname AS "table",
        rn.nspname AS referenced_schema,
        r.relname AS referenced_table,
        CASE WHEN k.contype = 'f' THEN r.relpages::pg_catalog.int8 * pg_catalog.current_setting('block_size')::pg_catalog.int4 END AS referenced_bytes,
        COALESCE((SELECT pg_catalog.json_agg(a.attname ORDER BY key.ordinality)
         FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS key (number, ordinality)
         JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = key.number), '[]') AS columns,
        COALESCE((SELECT pg_catalog.json_agg(a.attname ORDER BY key.ordinality)
         FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS key (number, ordinality)
         JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = key.number), '[]') AS referenced_columns,
        k.confdeltype AS on_delete,
        k.confupdtype AS on_update
    FROM pg_catalog.pg_class AS t
    JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_catalog.pg_class AS r ON r.oid = k.confrelid
    LEFT JOIN pg_catalog.pg_namespace AS rn ON rn.oid = r.relnamespace
    WHERE t.oid = k.conrelid
) AS x
WHERE w.relation = ANY ($1::pg_catalog.oid[])
ORDER BY w.relation, k.contype, k.conname, k.oid;
