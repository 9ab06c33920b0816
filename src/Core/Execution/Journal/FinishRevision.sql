-- The last step of a revision of several steps took effect; its duration is the sum of its steps', not the time in between.
UPDATE {journal}.revision
SET state = 'Applied',
    applied_at = clock_timestamp(),
    duration_ms = (SELECT coalesce(sum(extract(epoch FROM coalesce(step.finished_at, clock_timestamp()) - step.started_at) * 1000), 0)::bigint
                   FROM {journal}.step WHERE step.revision = $1 AND step.direction = 'Upgrade')
WHERE id = $1
