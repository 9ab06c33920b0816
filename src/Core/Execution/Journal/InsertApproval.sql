-- Records an approval and its event; neither when one stands already.
-- $1 revision, $2 and $3 checksums, $4 by, $5 reason, $6 os user, $7 host, $8 tool version, $9 run, $10 message
WITH approved AS (
    INSERT INTO {journal}.approval (revision, raw_checksum, semantic_checksum, approved_by, reason, os_user, host, tool_version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (revision) WHERE revoked_at IS NULL DO NOTHING
    RETURNING revision, approved_by, reason
)
INSERT INTO {journal}.event (run, kind, revision, message, detail, os_user, host, tool_version)
SELECT $9, 'Gate', revision, $10, jsonb_build_object('action', 'approved', 'by', approved_by, 'reason', reason), $6, $7, $8
FROM approved
