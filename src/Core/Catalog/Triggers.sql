-- Triggers that users made. $1: oids of the tables (int8[]).
SELECT g.tgrelid::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM pg_catalog.pg_trigger AS g
JOIN pg_catalog.pg_proc AS p ON p.oid = g.tgfoid
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
CROSS JOIN LATERAL (
    SELECT
        g.tgname AS name,
        pg_catalog.pg_get_triggerdef(g.oid) AS definition,
        g.tgenabled <> 'D' AS is_enabled,
        (g.tgtype & 1) = 1 AS for_each_row,
        n.nspname || '.' || p.proname AS function,
        COALESCE((SELECT pg_catalog.json_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
         WHERE a.attrelid = g.tgrelid AND a.attnum = ANY (g.tgattr::pg_catalog.int2[])), '[]') AS columns
) AS x
WHERE g.tgrelid = ANY ($1::pg_catalog.oid[]) AND NOT g.tgisinternal
ORDER BY g.tgrelid, g.tgname;
