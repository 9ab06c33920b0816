UPDATE {journal}.backfill
SET state = $2, state_reason = $3, error_id = $4, changed_at = clock_timestamp(),
    resumed_pass = CASE WHEN $2 = 'Running' THEN pass ELSE resumed_pass END,
    finished_at = CASE WHEN $2 IN ('Stopped', 'Completed') THEN clock_timestamp() END
WHERE name = $1 AND state = ANY ($5)
