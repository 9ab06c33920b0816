DELETE FROM {journal}.step WHERE revision = $1 AND direction = $2 AND ordinal = $3
