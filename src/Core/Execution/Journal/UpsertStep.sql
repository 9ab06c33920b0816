-- A step that is run again after a crash counts its attempts on.
INSERT INTO {journal}.step AS known (revision, direction, ordinal, hash, state, attempts, started_at, finished_at, lock_wait_ms, run)
VALUES ($1, $2, $3, $4, $5, $6, transaction_timestamp(), CASE WHEN $5 = 'Done' THEN clock_timestamp() END, $7, $8)
ON CONFLICT (revision, direction, ordinal) DO UPDATE
SET hash = excluded.hash,
    state = excluded.state,
    attempts = known.attempts + excluded.attempts,
    started_at = CASE WHEN excluded.state = 'Running' THEN excluded.started_at ELSE known.started_at END,
    finished_at = excluded.finished_at,
    lock_wait_ms = known.lock_wait_ms + excluded.lock_wait_ms,
    run = excluded.run,
    error = NULL
