-- Standbys and subscribers that stream from this server. Bytes and times are NULL where the role may not see them.
SELECT 0::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM (
    SELECT
        r.application_name AS name,
        r.state,
        r.sync_state,
        EXISTS (SELECT FROM pg_catalog.pg_replication_slots AS s WHERE s.active_pid = r.pid AND s.slot_type = 'logical') AS is_logical,
        CASE WHEN NOT pg_catalog.pg_is_in_recovery()
             THEN pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), r.replay_lsn)::pg_catalog.int8 END AS bytes_behind,
        (EXTRACT(epoch FROM r.replay_lag) * 1000)::pg_catalog.int8 AS replay_milliseconds,
        r.backend_xmin IS NOT NULL AS sends_feedback
    FROM pg_catalog.pg_stat_replication AS r
    ORDER BY 1
) AS x;
