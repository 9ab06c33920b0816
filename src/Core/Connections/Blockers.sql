-- Who stands in the way of the given backends, and of those who stand in their way, up to four steps. $1: pids that wait (int4[]).
-- pg_blocking_pids and pg_locks are two looks at a moving thing: outer joins keep a blocker even when its lock is gone by the second look.
WITH RECURSIVE blocking (depth, blocked_pid, pid) AS (
    SELECT 1, waiter, blocker
    FROM pg_catalog.unnest($1::pg_catalog.int4[]) AS waiter
    CROSS JOIN LATERAL (SELECT DISTINCT b FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids(waiter)) AS b) AS found (blocker)
    UNION
    SELECT depth + 1, pid, blocker
    FROM blocking
    CROSS JOIN LATERAL (SELECT DISTINCT b FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids(pid)) AS b) AS found (blocker)
    WHERE depth < 4 AND pid <> 0
),
locks AS MATERIALIZED (
    SELECT l.*,
           n.nspname || '.' || c.relname AS relation_name
    FROM pg_catalog.pg_locks AS l
    LEFT JOIN pg_catalog.pg_class AS c
        ON c.oid = l.relation AND l.database IN (0, (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database()))
    LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
),
pairs AS (
    SELECT b.depth, b.blocked_pid, b.pid, w.locktype, w.mode AS wanted_mode, w.transactionid, w.virtualxid, w.classid, w.objid, w.relation AS relation_oid,
           COALESCE(w.relation_name, row_lock.relation_name) AS relation_name,
           h.mode AS held_mode, h.granted AS held,
           CASE WHEN h.pid IS NULL THEN h.virtualtransaction END AS prepared_owner
    FROM blocking AS b
    LEFT JOIN locks AS w ON w.pid = b.blocked_pid AND NOT w.granted
    LEFT JOIN locks AS row_lock
        ON row_lock.pid = b.blocked_pid AND row_lock.granted AND row_lock.locktype = 'tuple' AND w.locktype = 'transactionid'
    LEFT JOIN locks AS h
        ON (h.pid = b.pid OR b.pid = 0 AND h.pid IS NULL)
        AND h.locktype = w.locktype
        AND (h.database, h.relation, h.page, h.tuple, h.classid, h.objid, h.objsubid)
            IS NOT DISTINCT FROM (w.database, w.relation, w.page, w.tuple, w.classid, w.objid, w.objsubid)
        AND h.virtualxid IS NOT DISTINCT FROM w.virtualxid
        AND h.transactionid IS NOT DISTINCT FROM w.transactionid
)
SELECT DISTINCT ON (p.depth, p.blocked_pid, p.pid, x.gid)
    p.depth,
    p.blocked_pid,
    p.pid,
    CASE p.locktype
        WHEN 'relation' THEN p.wanted_mode || ' on ' || COALESCE(p.relation_name, 'relation ' || p.relation_oid::pg_catalog.text)
        WHEN 'transactionid' THEN 'the end of transaction ' || p.transactionid::pg_catalog.text || COALESCE(' (a row of ' || p.relation_name || ')', '')
        WHEN 'virtualxid' THEN 'the end of virtual transaction ' || p.virtualxid
        WHEN 'advisory' THEN p.wanted_mode || ' on advisory key ' || p.classid::pg_catalog.text || ',' || p.objid::pg_catalog.text
        ELSE COALESCE(p.wanted_mode || ' on ' || p.locktype || COALESCE(' of ' || p.relation_name, ''), 'nothing any more')
    END,
    p.held_mode,
    COALESCE(p.held, true),
    p.relation_name,
    COALESCE(a.usename, x.owner)::pg_catalog.text,
    a.application_name,
    pg_catalog.host(a.client_addr),
    CASE WHEN x.gid IS NOT NULL THEN 'prepared transaction' ELSE COALESCE(a.state, a.backend_type) END,
    (EXTRACT(epoch FROM pg_catalog.clock_timestamp() - COALESCE(a.xact_start, x.prepared)) * 1000)::pg_catalog.float8,
    (EXTRACT(epoch FROM pg_catalog.clock_timestamp() - COALESCE(a.state_change, x.prepared)) * 1000)::pg_catalog.float8,
    pg_catalog.left(a.query, 2000),
    x.gid
FROM pairs AS p
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = p.pid AND p.pid <> 0
LEFT JOIN pg_catalog.pg_prepared_xacts AS x
    -- The locks of a prepared transaction keep the virtual id of the session that is gone; the lock on its transaction id tells which one it is.
    ON p.pid = 0 AND x.transaction IN (
        SELECT own.transactionid FROM locks AS own WHERE own.pid IS NULL AND own.locktype = 'transactionid' AND own.virtualtransaction = p.prepared_owner)
ORDER BY p.depth, p.blocked_pid, p.pid, x.gid, p.held DESC NULLS LAST;
