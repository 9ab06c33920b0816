-- Extended statistics. $1: schemas to leave out (text[]).
SELECT 'Statistics', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(s.stxname), NULL, pg_catalog.json_strip_nulls(pg_catalog.row_to_json(x))::pg_catalog.text
FROM pg_catalog.pg_statistic_ext AS s
JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.pg_get_statisticsobjdef(s.oid) AS definition,
        pg_catalog.pg_get_userbyid(s.stxowner) AS owner,
        pg_catalog.obj_description(s.oid, 'pg_statistic_ext') AS comment
) AS x
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND n.nspname <> ALL ($1::pg_catalog.text[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AND e.objid = s.oid AND e.deptype = 'e');
