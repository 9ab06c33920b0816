-- After a lost connection: whatever our former backend still does is fenced off by the raised token, or is seen here once it is committed.
UPDATE {journal}.backfill_range
SET token = token + 1, lease_until = clock_timestamp() + $5 * interval '1 millisecond'
WHERE backfill = $1 AND ordinal = $2 AND worker = $3 AND token = $4
RETURNING state, token, batches, cursor, rows
