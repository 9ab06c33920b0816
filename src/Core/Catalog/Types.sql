-- Enum types, domains and other named types that users made. $1: schemas (text[], NULL where the search_path decides), $2: names (text[]).
SELECT (w.ordinality - 1)::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) WITH ORDINALITY AS w (schema, name, ordinality)
JOIN pg_catalog.pg_type AS t ON t.typname = w.name
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
CROSS JOIN LATERAL (
    SELECT
        t.oid::pg_catalog.int8 AS oid,
        n.nspname AS schema,
        t.typname AS name,
        t.typtype AS class,
        pg_catalog.pg_has_role(t.typowner, 'USAGE') AS can_alter,
        CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END AS base_type,
        t.typnotnull OR EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c') AS is_constrained,
        COALESCE((SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid), '[]') AS labels,
        COALESCE((SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                    'schema', un.nspname, 'table', uc.relname, 'column', a.attname, 'bytes', uc.relpages::pg_catalog.int8 * pg_catalog.current_setting('block_size')::pg_catalog.int4)
                  ORDER BY un.nspname, uc.relname, a.attname)
         FROM pg_catalog.pg_attribute AS a
         JOIN pg_catalog.pg_class AS uc ON uc.oid = a.attrelid AND uc.relkind IN ('r', 'p', 'm')
         JOIN pg_catalog.pg_namespace AS un ON un.oid = uc.relnamespace
         WHERE a.atttypid IN (t.oid, t.typarray) AND NOT a.attisdropped AND a.attnum > 0), '[]') AS used_by
) AS x
WHERE n.nspname <> 'pg_catalog' AND CASE WHEN w.schema IS NULL THEN pg_catalog.pg_type_is_visible(t.oid) ELSE n.nspname = w.schema END;
