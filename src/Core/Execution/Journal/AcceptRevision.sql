-- The text of the file is what was meant: from here on it is the reference.
UPDATE {journal}.revision
SET file_name = $2, raw_checksum = $3, semantic_checksum = $4, upgrade_sql = $5, downgrade_sql = $6, irreversible_reason = $7, grade = $8,
    loss = $9, message = $10, parents = string_to_array($11, ' '), phase = $12
WHERE id = $1
