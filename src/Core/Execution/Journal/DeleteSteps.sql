DELETE FROM {journal}.step WHERE revision = $1
