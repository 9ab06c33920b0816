-- The approvals that stand for these revisions, and the server's clock in every row; without any approval one row with the clock alone.
SELECT clock_timestamp(), approval.revision, approval.approved_at, approval.approved_by, approval.reason, approval.role, approval.os_user, approval.host,
       approval.raw_checksum, approval.semantic_checksum
FROM (SELECT) AS one
LEFT JOIN {journal}.approval ON approval.revision = ANY (string_to_array($1, ' ')) AND approval.revoked_at IS NULL
