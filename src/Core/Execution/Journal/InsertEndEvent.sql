-- The end of a revision's upgrade or downgrade, with the time that its steps took. The last step of a downgrade has no row when it is the
-- transaction that this belongs to.
INSERT INTO {journal}.event (run, kind, revision, message, duration_ms, os_user, host, tool_version)
SELECT $1, $2, $3, $4, (extract(epoch FROM
           coalesce(sum(coalesce(step.finished_at, clock_timestamp()) - step.started_at), interval '0')
           + CASE $2 WHEN 'Downgrade' THEN clock_timestamp() - transaction_timestamp() ELSE interval '0' END) * 1000)::bigint,
       $5, $6, $7
FROM {journal}.step
WHERE step.revision = $3 AND step.direction = $2
