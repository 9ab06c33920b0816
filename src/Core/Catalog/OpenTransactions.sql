-- Transactions that are open, oldest first, prepared ones included. $1: only those open for at least so many milliseconds (float8).
SELECT 0::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM (
    SELECT
        a.pid,
        a.datname AS database,
        coalesce(a.datname = pg_catalog.current_database(), false) AS here,
        a.usename AS "user",
        a.application_name AS application,
        COALESCE(a.state, a.backend_type) AS state,
        (EXTRACT(epoch FROM pg_catalog.clock_timestamp() - a.xact_start) * 1000)::pg_catalog.int8 AS transaction_milliseconds,
        (EXTRACT(epoch FROM pg_catalog.clock_timestamp() - a.state_change) * 1000)::pg_catalog.int8 AS state_milliseconds,
        a.backend_xmin IS NOT NULL AS holds_snapshot,
        pg_catalog.left(a.query, 2000) AS query,
        NULL::pg_catalog.text AS prepared_transaction
    FROM pg_catalog.pg_stat_activity AS a
    WHERE a.xact_start IS NOT NULL AND a.pid <> pg_catalog.pg_backend_pid() AND a.backend_type IN ('client backend', 'parallel worker', 'logical replication worker')
    UNION ALL
    SELECT 0, p.database, p.database = pg_catalog.current_database(), p.owner, NULL, 'prepared transaction',
        (EXTRACT(epoch FROM pg_catalog.clock_timestamp() - p.prepared) * 1000)::pg_catalog.int8, NULL, true, NULL, p.gid
    FROM pg_catalog.pg_prepared_xacts AS p
) AS x
WHERE x.transaction_milliseconds >= $1
ORDER BY x.transaction_milliseconds DESC
LIMIT 50;
