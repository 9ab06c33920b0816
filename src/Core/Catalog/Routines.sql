-- Routines whose text names a relation: the catalog does not track what PL/pgSQL and string bodies use. $1: oids of the relations (int8[]).
SELECT c.oid::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_proc AS p
    ON p.prosrc ~* ('(^|[^[:alnum:]_$])' || pg_catalog.regexp_replace(c.relname, '([^[:alnum:]_ ])', '\\\1', 'g') || '($|[^[:alnum:]_$])')
JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang AND l.lanname NOT IN ('internal', 'c')
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace AND n.nspname NOT IN ('pg_catalog', 'information_schema')
CROSS JOIN LATERAL (
    SELECT
        p.oid::pg_catalog.regprocedure::pg_catalog.text AS name,
        l.lanname AS language,
        p.prosrc AS body
) AS x
WHERE c.oid = ANY ($1::pg_catalog.oid[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid AND e.deptype = 'e')
ORDER BY c.oid, 2;
