ALTER TABLE customers ADD COLUMN preferred_name text;
