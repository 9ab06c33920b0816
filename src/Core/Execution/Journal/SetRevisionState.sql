UPDATE {journal}.revision SET state = $2 WHERE id = $1
