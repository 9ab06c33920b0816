UPDATE {journal}.step SET state = 'Done', finished_at = clock_timestamp()
WHERE revision = $1 AND direction = $2 AND ordinal = $3 AND state = 'Running'
