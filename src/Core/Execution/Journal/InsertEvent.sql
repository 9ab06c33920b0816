INSERT INTO {journal}.event (run, kind, revision, message, duration_ms, detail, os_user, host, tool_version)
VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)
