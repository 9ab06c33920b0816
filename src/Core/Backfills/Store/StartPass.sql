UPDATE {journal}.backfill SET pass = $2, estimated_rows = $3, changed_at = clock_timestamp() WHERE name = $1
