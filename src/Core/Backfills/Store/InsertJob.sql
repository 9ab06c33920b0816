INSERT INTO {journal}.backfill
    (name, definition, definition_hash, options, facts, state, estimated_rows, revision, run, os_user, host, tool_version)
VALUES ($1, $2::jsonb, $3, $4::jsonb, $5::jsonb, 'Running', $6, $7, $8, $9, $10, $11)
