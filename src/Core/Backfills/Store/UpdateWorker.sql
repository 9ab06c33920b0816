-- A worker's sign of life; the lease of its range is renewed with it, as long as nobody else has taken the range.
WITH renewed AS (
    UPDATE {journal}.backfill_range SET lease_until = clock_timestamp() + $12 * interval '1 millisecond'
    WHERE backfill = $13 AND ordinal = $4 AND token = $14 AND worker = $1 AND state = 'Running'
)
UPDATE {journal}.backfill_worker
SET activity = $2, reason = $3, range = $4, batch_size = $5, batch_ms = $6, rows = $7, rows_per_s = $8, retries = $9, worst_lag_ms = $10, backend_pid = $11,
    heartbeat_at = clock_timestamp(), last_lsn = pg_catalog.pg_current_wal_insert_lsn()
WHERE id = $1
