ALTER TABLE customers ADD COLUMN score integer;
-- Start-Backfill fills it; a contract revision makes it NOT NULL.
