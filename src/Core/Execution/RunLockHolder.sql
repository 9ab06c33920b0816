-- Who holds the advisory lock $1 (bigint form: high half in classid, low half in objid, objsubid 1; manual, section 54.13 "pg_locks").
-- Role, address and start are NULL when we may not see another role's session; application_name is shown to everybody.
SELECT activity.pid, activity.usename::text, coalesce(activity.application_name, ''), activity.client_addr::text, activity.backend_start
FROM pg_catalog.pg_locks AS lock
JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid = lock.pid
WHERE lock.locktype = 'advisory'
  AND lock.granted
  AND lock.objsubid = 1
  AND lock.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
  AND lock.classid::bigint = (($1::bigint >> 32) & 4294967295)
  AND lock.objid::bigint = ($1::bigint & 4294967295)
LIMIT 1
