-- Everything that the journal keeps of one revision: enough to undo it without its file.
SELECT id, pg_catalog.array_to_string(parents, ' '), message, phase, file_name, raw_checksum, semantic_checksum,
       upgrade_sql, downgrade_sql, irreversible_reason, grade, loss
FROM {journal}.revision
WHERE id = ANY (string_to_array($1, ' '))
