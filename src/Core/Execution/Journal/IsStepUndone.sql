-- Whether a downgrade step is recorded as done. $3 tells that it is the revision's last one: then the revision is gone.
SELECT CASE WHEN $3::boolean
    THEN NOT EXISTS (SELECT FROM {journal}.revision WHERE id = $1)
    ELSE EXISTS (SELECT FROM {journal}.step WHERE revision = $1 AND direction = 'Downgrade' AND ordinal = $2 AND state = 'Done')
END
