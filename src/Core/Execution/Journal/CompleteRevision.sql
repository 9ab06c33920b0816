-- The common case in one statement: a revision whose only step is a transaction. Times are the server's, since the statement
-- travels with the transaction that it describes.
WITH new_revision AS (
    INSERT INTO {journal}.revision
        (id, parents, message, phase, file_name, raw_checksum, semantic_checksum, upgrade_sql, downgrade_sql,
         irreversible_reason, grade, loss, state, os_user, host, tool_version, git_commit, duration_ms)
    VALUES
        ($1, string_to_array($2, ' '), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'Applied', $13, $14, $15, $16,
         (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::bigint)
), new_step AS (
    INSERT INTO {journal}.step
        (revision, direction, ordinal, hash, state, attempts, started_at, finished_at, lock_wait_ms, run)
    VALUES ($1, 'Upgrade', 1, $17, 'Done', $18, transaction_timestamp(), clock_timestamp(), $19, $20)
)
INSERT INTO {journal}.event (run, kind, revision, message, duration_ms, os_user, host, tool_version)
VALUES ($20, 'Upgrade', $1, $3, (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::bigint, $13, $14, $15)
