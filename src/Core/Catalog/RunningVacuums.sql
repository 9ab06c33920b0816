-- Vacuums that run in this database now.
SELECT 0::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM (
    SELECT
        v.pid,
        v.relid::pg_catalog.int8 AS relation,
        v.relid::pg_catalog.regclass::pg_catalog.text AS name,
        v.phase,
        CASE WHEN v.heap_blks_total > 0 THEN v.heap_blks_scanned::pg_catalog.float8 / v.heap_blks_total END AS scanned,
        COALESCE(a.backend_type = 'autovacuum worker', false) AS is_autovacuum,
        COALESCE(a.query LIKE '%(to prevent wraparound)%', false) AS against_wraparound,
        (EXTRACT(epoch FROM pg_catalog.clock_timestamp() - a.xact_start) * 1000)::pg_catalog.int8 AS milliseconds
    FROM pg_catalog.pg_stat_progress_vacuum AS v
    LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = v.pid
    WHERE v.datname = pg_catalog.current_database()
) AS x;
