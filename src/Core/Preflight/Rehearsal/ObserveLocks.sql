-- Locks on relations that a backend holds or waits for. $1: its process id.
SELECT l.relation::pg_catalog.int8, l.mode
FROM pg_catalog.pg_locks AS l
WHERE l.pid = $1 AND l.locktype = 'relation' AND l.relation >= 16384
  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database());
