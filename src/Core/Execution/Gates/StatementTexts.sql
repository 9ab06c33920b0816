-- Statements that were executed in this database since the statistics were reset and in which the word occurs ($1), and those whose text
-- this role may not see. {extension} is the quoted schema of pg_stat_statements.
SELECT s.queryid, s.calls, s.query, coalesce(r.rolname::text, s.userid::text)
FROM {extension}.pg_stat_statements AS s
LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = s.userid
WHERE s.dbid = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
  AND (s.queryid IS NULL
       OR pg_catalog.strpos(pg_catalog.lower(s.query COLLATE "C"), pg_catalog.lower(pg_catalog.replace($1, '"', '""') COLLATE "C")) > 0)
ORDER BY s.calls DESC
