UPDATE {journal}.backfill_range SET state = 'Detached', worker = NULL, lease_until = NULL, token = token + 1
WHERE backfill = $1 AND ordinal = $2 AND worker = $3 AND token = $4 AND state = 'Running'
