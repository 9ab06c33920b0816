SELECT name, relation_name, definition_hash, revision, proof, rows, batches, passes, quarantined, skipped, remaining, detached, started_at, finished_at,
       wal_bytes::bigint, worst_lag_ms, role, host
FROM {journal}.backfill_receipt
WHERE $1::text IS NULL OR name = $1
ORDER BY finished_at DESC, id DESC
