ALTER TABLE customers ADD COLUMN score integer;
CREATE INDEX customers_score ON customers (score); -- SM094
