-- The common case in one call: a revision whose only step is a transaction.
SELECT {journal}.complete_revision($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
