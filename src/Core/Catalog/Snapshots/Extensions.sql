-- Extensions. $1: schemas to leave out (text[]).
SELECT 'Extension', pg_catalog.quote_ident(e.extname), NULL, pg_catalog.json_strip_nulls(pg_catalog.row_to_json(x))::pg_catalog.text
FROM pg_catalog.pg_extension AS e
JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
CROSS JOIN LATERAL (
    SELECT
        e.extversion AS version,
        n.nspname AS schema
) AS x
WHERE e.extname <> 'plpgsql' AND $1::pg_catalog.text[] IS NOT NULL;
