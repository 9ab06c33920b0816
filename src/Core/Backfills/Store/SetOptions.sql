UPDATE {journal}.backfill SET options = $2::jsonb, options_version = options_version + 1, changed_at = clock_timestamp()
WHERE name = $1 AND options_version = $3
