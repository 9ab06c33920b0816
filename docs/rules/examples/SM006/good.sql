ALTER TABLE customers ADD COLUMN number bigint;
CREATE UNIQUE INDEX CONCURRENTLY customers_number ON customers (number);
ALTER TABLE customers ADD CONSTRAINT customers_number UNIQUE USING INDEX customers_number;
