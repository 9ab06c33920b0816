-- Fence of the closing work: fails the transaction when another worker has taken the range over. The row stays locked until it ends.
SELECT {journal}.backfill_checkpoint($1, $2, $3, $4, NULL, $5, $6, 0, 0)
