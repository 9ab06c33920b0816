-- Takes an approval back, with its event. Nothing is written when none stands.
-- $1 revision, $2 by, $3 reason, $4 os user, $5 host, $6 tool version, $7 run, $8 message
WITH revoked AS (
    UPDATE {journal}.approval
    SET revoked_at = clock_timestamp(), revoked_by = $2, revoked_reason = $3, revoked_role = session_user
    WHERE revision = $1 AND revoked_at IS NULL
    RETURNING revision, revoked_by, revoked_reason
)
INSERT INTO {journal}.event (run, kind, revision, message, detail, os_user, host, tool_version)
SELECT $7, 'Gate', revision, $8, jsonb_build_object('action', 'revoked', 'by', revoked_by, 'reason', revoked_reason), $4, $5, $6
FROM revoked
