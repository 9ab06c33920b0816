-- Newest first; $1 limits the rows, $2 picks one revision when it is not null.
SELECT id, at, run, kind, revision, message, duration_ms, detail::text, role, os_user, host, tool_version
FROM {journal}.event
WHERE $2::text IS NULL OR revision = $2
ORDER BY id DESC
LIMIT $1
