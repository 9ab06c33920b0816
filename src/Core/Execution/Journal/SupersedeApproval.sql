-- An approval of another text stops standing when this one is approved.
UPDATE {journal}.approval
SET revoked_at = clock_timestamp(), revoked_by = $4, revoked_reason = 'another text was approved: ' || $5, revoked_role = session_user
WHERE revision = $1 AND revoked_at IS NULL AND raw_checksum <> $2 AND semantic_checksum <> $3
