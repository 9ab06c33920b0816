SELECT at, relation_name, key, sql_state, message FROM {journal}.backfill_quarantine WHERE backfill = $1 ORDER BY id LIMIT $2
