INSERT INTO {journal}.event (run, kind, revision, message, detail, os_user, host, tool_version)
VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)
