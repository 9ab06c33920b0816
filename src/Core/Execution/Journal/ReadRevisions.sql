-- The cheap read: what planning needs of every applied revision, one row each, in the order of application.
SELECT id, pg_catalog.array_to_string(parents, ' '), message, file_name, raw_checksum, semantic_checksum, state, sequence, applied_at, applied_by
FROM {journal}.revision
ORDER BY sequence
