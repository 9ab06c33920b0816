-- Everything that the decision whether to start a batch rests on, in one round trip. $1 backfill, $2 backends of this process, $3 whether to ask
-- who waits (costs the lock manager), $4 tables.
SELECT b.state,
       b.state_reason,
       b.options_version,
       (pg_catalog.pg_current_wal_insert_lsn() - '0/0')::bigint,
       CASE WHEN $3 THEN (SELECT count(*) FROM pg_catalog.pg_stat_activity a
                          WHERE a.wait_event_type = 'Lock' AND a.pid <> ALL ($2::int[]) AND pg_catalog.pg_blocking_pids(a.pid) && $2::int[]) ELSE 0 END,
       CASE WHEN $3 THEN (SELECT count(*) FROM pg_catalog.pg_stat_activity a
                          WHERE a.state = 'active' AND a.backend_type = 'client backend' AND a.pid <> ALL ($2::int[]) AND a.pid <> pg_catalog.pg_backend_pid()
                            AND a.application_name NOT LIKE 'SchemaMigrate backfill%') ELSE 0 END,
       (SELECT pg_catalog.max(CASE WHEN a.query LIKE '%to prevent wraparound%' THEN 2 ELSE 1 END)
        FROM pg_catalog.pg_stat_progress_vacuum v
        JOIN pg_catalog.pg_stat_activity a ON a.pid = v.pid AND a.backend_type = 'autovacuum worker'
        WHERE v.datid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()) AND v.relid = ANY ($4::bigint[]::oid[])),
       coalesce((SELECT pg_catalog.array_agg(s.application_name::text ORDER BY s.pid) FROM pg_catalog.pg_stat_replication s WHERE s.state IN ('streaming', 'catchup')), '{}'),
       coalesce((SELECT pg_catalog.array_agg(coalesce((coalesce(s.replay_lsn, s.sent_lsn) - '0/0')::bigint, -1) ORDER BY s.pid)
                 FROM pg_catalog.pg_stat_replication s WHERE s.state IN ('streaming', 'catchup')), '{}'),
       (SELECT count(*) FROM {journal}.backfill_worker w WHERE w.backfill = b.name AND w.finished_at IS NULL AND w.heartbeat_at > clock_timestamp() - interval '1 minute')
FROM {journal}.backfill b
WHERE b.name = $1
