-- The steps of revisions that were begun and not finished.
SELECT step.revision, step.ordinal, step.hash, step.state
FROM {journal}.step
JOIN {journal}.revision ON revision.id = step.revision
WHERE (revision.state = 'Applying' AND step.direction = 'Upgrade')
   OR (revision.state = 'Reverting' AND step.direction = 'Downgrade')
ORDER BY step.revision, step.ordinal
