-- Which relations names mean. $1: schemas (text[], NULL where the search_path decides), $2: names (text[]), in the same order.
-- An index brings the table that it is of.
SELECT
    (w.ordinality - 1)::pg_catalog.int4,
    c.oid::pg_catalog.int8,
    COALESCE(i.indrelid, c.oid)::pg_catalog.int8
FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) WITH ORDINALITY AS w (schema, name, ordinality)
JOIN pg_catalog.pg_class AS c ON c.relname = w.name
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
WHERE CASE WHEN w.schema IS NULL THEN pg_catalog.pg_table_is_visible(c.oid) ELSE n.nspname = w.schema END;
