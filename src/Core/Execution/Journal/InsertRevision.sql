-- A revision of several steps begins.
INSERT INTO {journal}.revision
    (id, parents, message, phase, file_name, raw_checksum, semantic_checksum, upgrade_sql, downgrade_sql,
     irreversible_reason, grade, loss, state, os_user, host, tool_version, git_commit, duration_ms)
VALUES
    ($1, string_to_array($2, ' '), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0)
