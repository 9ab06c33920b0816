DELETE FROM {journal}.backfill WHERE name = $1 AND state IN ('Completed', 'Stopped')
