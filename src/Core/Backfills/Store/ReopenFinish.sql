UPDATE {journal}.backfill_range SET state = 'Pending', worker = NULL, lease_until = NULL, token = token + 1, batches = 0
WHERE backfill = $1 AND kind = 'Finish'
