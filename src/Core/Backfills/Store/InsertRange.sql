INSERT INTO {journal}.backfill_range
    (backfill, ordinal, kind, pass, relation, relation_name, ancestor, file_node, key, lower_bound, upper_bound, estimated_rows)
VALUES ($1, (SELECT coalesce(max(ordinal), 0) + 1 FROM {journal}.backfill_range WHERE backfill = $1), $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11)
