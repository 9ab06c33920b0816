-- The bodies of functions and procedures in which the word occurs ($1 table, $2 column, $3 the journal's schema, which is left out), and
-- whether the routine is a trigger's on this table, where NEW and OLD speak of its columns. Bodies that the server has parsed itself
-- (BEGIN ATOMIC) have dependencies; extensions do not know the user's tables.
WITH RECURSIVE family (oid) AS (
    SELECT $1::int8::oid
    UNION
    SELECT i.inhrelid FROM family JOIN pg_catalog.pg_inherits AS i ON i.inhparent = family.oid
)
SELECT o.type || ' ' || o.identity,
       p.prosrc,
       EXISTS (SELECT FROM pg_catalog.pg_trigger AS t JOIN family ON family.oid = t.tgrelid WHERE t.tgfoid = p.oid),
       coalesce(pg_catalog.obj_description(p.oid, 'pg_proc') LIKE 'SchemaMigrate:%', false)
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang
CROSS JOIN LATERAL pg_catalog.pg_identify_object('pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, 0) AS o
WHERE l.lanname NOT IN ('internal', 'c')
  AND p.prosqlbody IS NULL
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', $3)
  AND pg_catalog.strpos(pg_catalog.lower(p.prosrc COLLATE "C"), pg_catalog.lower(pg_catalog.replace($2, '"', '""') COLLATE "C")) > 0
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid AND d.objid = p.oid AND d.deptype = 'e')
ORDER BY 1
