-- The next range that is free or whose worker has been silent beyond its lease. Raising the token fences the former worker off. The closing
-- range comes when all others are done.
WITH candidate AS (
    SELECT r.backfill, r.ordinal, r.worker IS NOT NULL AND r.state = 'Running' AS taken_over, r.worker AS former
    FROM {journal}.backfill_range r
    WHERE r.backfill = $1
      AND (r.state = 'Pending' OR r.state = 'Running' AND r.lease_until < clock_timestamp())
      AND (r.kind = 'Data' OR NOT EXISTS (
            SELECT FROM {journal}.backfill_range o WHERE o.backfill = r.backfill AND o.kind = 'Data' AND o.state IN ('Pending', 'Running')))
      AND EXISTS (SELECT FROM {journal}.backfill b WHERE b.name = r.backfill AND b.state = 'Running')
    ORDER BY r.kind, r.ordinal
    LIMIT 1
    FOR UPDATE OF r SKIP LOCKED
)
UPDATE {journal}.backfill_range r
SET state = 'Running', token = r.token + 1, worker = $2, lease_until = clock_timestamp() + $3 * interval '1 millisecond'
FROM candidate
WHERE r.backfill = candidate.backfill AND r.ordinal = candidate.ordinal
RETURNING r.ordinal, r.kind, r.pass, r.relation::bigint, r.relation_name, r.key::text, r.lower_bound, r.upper_bound, r.cursor, r.token, r.batches, r.rows,
    r.ancestor::bigint, CASE WHEN candidate.taken_over THEN candidate.former END
