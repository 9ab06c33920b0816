ALTER TABLE customers ADD COLUMN seen timestamptz;
