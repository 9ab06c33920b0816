ALTER TABLE customers ADD COLUMN settings json; -- SM009
