-- Functions, procedures and aggregates. $1: schemas to leave out (text[]).
SELECT 'Routine', p.oid::pg_catalog.regprocedure::pg_catalog.text, NULL, pg_catalog.json_strip_nulls(pg_catalog.row_to_json(x))::pg_catalog.text
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN p.prokind <> 'a' THEN pg_catalog.pg_get_functiondef(p.oid) ELSE (SELECT pg_catalog.row_to_json(a)::pg_catalog.text FROM pg_catalog.pg_aggregate AS a WHERE a.aggfnoid = p.oid) END AS definition,
        CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window' END AS kind,
        pg_catalog.pg_get_userbyid(p.proowner) AS owner,
        (SELECT pg_catalog.string_agg(e, ' ' ORDER BY e COLLATE "C") FROM pg_catalog.unnest(COALESCE(p.proacl, pg_catalog.acldefault('f', p.proowner))::pg_catalog.text[]) AS e) AS grants,
        pg_catalog.obj_description(p.oid, 'pg_proc') AS comment
) AS x
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND n.nspname <> ALL ($1::pg_catalog.text[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid AND e.deptype = 'e');
