-- When each of these revisions was last undone; only those that were.
SELECT revision, max(at)
FROM {journal}.event
WHERE kind = 'Downgrade' AND revision = ANY (string_to_array($1, ' '))
GROUP BY revision
