-- All backfills, or the one named $1, with the sums over their ranges.
SELECT b.name, b.definition::text, b.definition_hash, b.options::text, b.options_version, b.facts::text, b.state, b.state_reason, b.error_id, b.pass,
       b.estimated_rows, b.revision, b.run, b.created_at, b.changed_at, b.finished_at, b.role, b.host,
       r.rows, r.batches, r.quarantined, r.skipped, r.ranges, r.done, r.detached, r.walked,
       b.resumed_pass
FROM {journal}.backfill b
CROSS JOIN LATERAL (
    SELECT coalesce(sum(rows), 0)::bigint AS rows, coalesce(sum(batches) FILTER (WHERE kind = 'Data'), 0)::bigint AS batches, coalesce(sum(quarantined), 0)::bigint AS quarantined,
           coalesce(sum(skipped), 0)::bigint AS skipped, count(*) FILTER (WHERE kind = 'Data') AS ranges,
           count(*) FILTER (WHERE kind = 'Data' AND state IN ('Done', 'Detached')) AS done,
           count(*) FILTER (WHERE state = 'Detached') AS detached,
           coalesce(sum(estimated_rows) FILTER (WHERE state IN ('Done', 'Detached') AND pass = b.pass), 0)::bigint AS walked
    FROM {journal}.backfill_range
    WHERE backfill = b.name
) r
WHERE $1::text IS NULL OR b.name = $1
ORDER BY b.created_at
