-- Schemas. $1: schemas to leave out (text[]).
SELECT 'Schema', pg_catalog.quote_ident(n.nspname), NULL, pg_catalog.json_strip_nulls(pg_catalog.row_to_json(x))::pg_catalog.text
FROM pg_catalog.pg_namespace AS n
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.pg_get_userbyid(n.nspowner) AS owner,
        (SELECT pg_catalog.string_agg(e, ' ' ORDER BY e COLLATE "C") FROM pg_catalog.unnest(COALESCE(n.nspacl, pg_catalog.acldefault('n', n.nspowner))::pg_catalog.text[]) AS e) AS grants,
        pg_catalog.obj_description(n.oid, 'pg_namespace') AS comment
) AS x
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND n.nspname <> ALL ($1::pg_catalog.text[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND e.objid = n.oid AND e.deptype = 'e');
