-- Which names are taken. $1: schemas (text[], NULL for the one in which objects are created), $2: names (text[]).
SELECT (w.ordinality - 1)::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) WITH ORDINALITY AS w (schema, name, ordinality)
JOIN pg_catalog.pg_namespace AS n ON n.nspname = COALESCE(w.schema, pg_catalog.current_schema())
CROSS JOIN LATERAL (
    SELECT 'relation' AS family, n.nspname AS schema, c.relname AS name,
        CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
            WHEN 'i' THEN 'index' WHEN 'I' THEN 'partitioned index' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' ELSE 'relation' END AS kind
    FROM pg_catalog.pg_class AS c WHERE c.relnamespace = n.oid AND c.relname = w.name AND c.relkind <> 'c'
    UNION ALL
    SELECT 'type', n.nspname, t.typname, CASE t.typtype WHEN 'e' THEN 'enum type' WHEN 'd' THEN 'domain' ELSE 'type' END
    FROM pg_catalog.pg_type AS t
    WHERE t.typnamespace = n.oid AND t.typname = w.name AND t.typrelid = 0
) AS x;
