INSERT INTO {journal}.backfill_decision (backfill, worker, kind, reason) SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT FROM {journal}.backfill WHERE name = $1)
