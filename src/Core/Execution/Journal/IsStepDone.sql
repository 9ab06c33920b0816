-- Whether an upgrade step is recorded as done. $3 tells that it is the revision's last one.
SELECT EXISTS (SELECT FROM {journal}.step WHERE revision = $1 AND direction = 'Upgrade' AND ordinal = $2 AND state = 'Done')
   AND (NOT $3::boolean OR EXISTS (SELECT FROM {journal}.revision WHERE id = $1 AND state = 'Applied'))
