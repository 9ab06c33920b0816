SELECT at, worker, kind, reason FROM {journal}.backfill_decision WHERE backfill = $1 ORDER BY id DESC LIMIT $2
