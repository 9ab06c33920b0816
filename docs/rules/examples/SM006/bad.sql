ALTER TABLE customers ADD COLUMN number bigint UNIQUE; -- SM006
