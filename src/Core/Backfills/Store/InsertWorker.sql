INSERT INTO {journal}.backfill_worker (id, backfill, ordinal, host, os_user, client_pid, backend_pid, activity, batch_size)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'Starting', $8)
