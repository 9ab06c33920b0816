-- Who would stand in the way of a lock that is not yet asked for. $1: relations as regclass text (text[]), $2: the wanted mode as pg_locks
-- spells it. The conflict table is that of the manual, section 13.3.1. Sessions that wait for a conflicting lock count too: they are ahead in the queue.
WITH conflicts (wanted, held) AS (
    VALUES
        ('AccessShareLock', '{AccessExclusiveLock}'::pg_catalog.text[]),
        ('RowShareLock', '{ExclusiveLock,AccessExclusiveLock}'),
        ('RowExclusiveLock', '{ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'),
        ('ShareUpdateExclusiveLock', '{ShareUpdateExclusiveLock,ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'),
        ('ShareLock', '{RowExclusiveLock,ShareUpdateExclusiveLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'),
        ('ShareRowExclusiveLock', '{RowExclusiveLock,ShareUpdateExclusiveLock,ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'),
        ('ExclusiveLock',
         '{RowShareLock,RowExclusiveLock,ShareUpdateExclusiveLock,ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'),
        ('AccessExclusiveLock',
         '{AccessShareLock,RowShareLock,RowExclusiveLock,ShareUpdateExclusiveLock,ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}')
)
SELECT DISTINCT ON (c.oid, l.pid, x.gid)
    1,
    0,
    COALESCE(l.pid, 0),
    k.wanted || ' on ' || n.nspname || '.' || c.relname,
    l.mode,
    l.granted,
    n.nspname || '.' || c.relname,
    COALESCE(a.usename, x.owner)::pg_catalog.text,
    a.application_name,
    pg_catalog.host(a.client_addr),
    CASE WHEN x.gid IS NOT NULL THEN 'prepared transaction' ELSE COALESCE(a.state, a.backend_type) END,
    (EXTRACT(epoch FROM pg_catalog.clock_timestamp() - COALESCE(a.xact_start, x.prepared)) * 1000)::pg_catalog.float8,
    (EXTRACT(epoch FROM pg_catalog.clock_timestamp() - COALESCE(a.state_change, x.prepared)) * 1000)::pg_catalog.float8,
    pg_catalog.left(a.query, 2000),
    x.gid
FROM conflicts AS k
CROSS JOIN (SELECT DISTINCT pg_catalog.to_regclass(name)::pg_catalog.oid AS relation FROM pg_catalog.unnest($1::pg_catalog.text[]) AS name) AS wanted
JOIN pg_catalog.pg_class AS c ON c.oid = wanted.relation
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_locks AS l
    ON l.locktype = 'relation' AND l.relation = c.oid AND l.mode = ANY (k.held)
    AND l.database IN (0, (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database()))
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
LEFT JOIN pg_catalog.pg_prepared_xacts AS x
    -- The locks of a prepared transaction keep the virtual id of the session that is gone; the lock on its transaction id tells which one it is.
    ON l.pid IS NULL AND x.transaction IN (
        SELECT own.transactionid
        FROM pg_catalog.pg_locks AS own
        WHERE own.pid IS NULL AND own.locktype = 'transactionid' AND own.virtualtransaction = l.virtualtransaction)
WHERE k.wanted = $2
  AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
ORDER BY c.oid, l.pid, x.gid, l.granted DESC;
