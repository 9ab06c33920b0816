-- The receipt of a run. WAL is what the server wrote, by whomever, while at least one worker was alive.
INSERT INTO {journal}.backfill_receipt
    (name, run, relation_name, definition_hash, revision, proof, rows, batches, passes, quarantined, skipped, remaining, detached, started_at, wal_bytes,
     worst_lag_ms, host, tool_version)
SELECT b.name, b.run, $2, b.definition_hash, b.revision, $3, r.rows, r.batches, b.pass, r.quarantined, r.skipped, $4, r.detached, b.created_at, w.wal, w.lag,
       $5, $6
FROM {journal}.backfill b
CROSS JOIN LATERAL (
    SELECT coalesce(sum(rows), 0) AS rows, coalesce(sum(batches) FILTER (WHERE kind = 'Data'), 0) AS batches, coalesce(sum(quarantined), 0) AS quarantined,
           coalesce(sum(skipped), 0) AS skipped, count(*) FILTER (WHERE state = 'Detached') AS detached
    FROM {journal}.backfill_range WHERE backfill = b.name
) r
CROSS JOIN LATERAL (
    SELECT max(worst_lag_ms) AS lag,
           (SELECT sum(upper(span) - lower(span)) FROM unnest((
               SELECT range_agg(numrange(first_lsn - '0/0', greatest(last_lsn, first_lsn) - '0/0', '[]')) FROM {journal}.backfill_worker WHERE backfill = b.name)) AS span) AS wal
    FROM {journal}.backfill_worker WHERE backfill = b.name
) w
WHERE b.name = $1
