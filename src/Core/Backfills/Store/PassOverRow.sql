-- Goes past a row that cannot be changed, with the row's key kept when the policy says so. Fenced like a batch.
WITH passed AS (
    UPDATE {journal}.backfill_range
    SET cursor = $5, batches = batches + 1, state = CASE WHEN $6 THEN 'Done' ELSE state END,
        quarantined = quarantined + CASE WHEN $7 THEN 1 ELSE 0 END, skipped = skipped + CASE WHEN $7 THEN 0 ELSE 1 END
    WHERE backfill = $1 AND ordinal = $2 AND token = $3 AND batches = $4 AND state = 'Running'
    RETURNING backfill, relation_name
), kept AS (
    INSERT INTO {journal}.backfill_quarantine (backfill, run, relation_name, key, sql_state, message)
    SELECT passed.backfill, b.run, passed.relation_name, $8, $9, $10
    FROM passed JOIN {journal}.backfill b ON b.name = passed.backfill
    WHERE $7
)
SELECT count(*) FROM passed
