ALTER TABLE customers ADD COLUMN country_bytes bytea;
