ALTER TABLE customers ADD COLUMN score integer;
CREATE INDEX CONCURRENTLY customers_score ON customers (score);
