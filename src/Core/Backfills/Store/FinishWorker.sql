UPDATE {journal}.backfill_worker SET finished_at = clock_timestamp(), heartbeat_at = clock_timestamp(), activity = 'Finished', reason = $2 WHERE id = $1
