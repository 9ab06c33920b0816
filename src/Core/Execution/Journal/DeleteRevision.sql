DELETE FROM {journal}.revision WHERE id = $1
