SELECT w.id, w.backfill, w.ordinal, w.host, w.os_user, w.client_pid, w.backend_pid, w.activity, w.reason, w.range, w.batch_size, w.batch_ms, w.rows,
       w.rows_per_s, w.retries, w.worst_lag_ms, w.started_at, w.heartbeat_at, clock_timestamp()
FROM {journal}.backfill_worker w
JOIN {journal}.backfill b ON b.name = w.backfill
WHERE w.finished_at IS NULL AND ($1::text IS NULL OR w.backfill = $1)
ORDER BY w.started_at, w.ordinal
