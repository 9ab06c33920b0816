-- Receipts and quarantined rows stay.
DELETE FROM {journal}.backfill WHERE name = $1
