CREATE TABLE customer_notes (customer_id bigint PRIMARY KEY, note text);
-- A trigger keeps it in step from now on; Start-Backfill copies the old rows.
