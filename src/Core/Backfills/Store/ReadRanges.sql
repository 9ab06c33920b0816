SELECT ordinal, pass, relation::bigint, relation_name, key::text, lower_bound, upper_bound, state, rows, batches
FROM {journal}.backfill_range WHERE backfill = $1 AND kind = 'Data' ORDER BY ordinal
