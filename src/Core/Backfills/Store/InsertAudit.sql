INSERT INTO {journal}.event (run, kind, revision, message, detail, os_user, host, tool_version) VALUES ($1, 'Backfill', $2, $3, $4::jsonb, $5, $6, $7)
