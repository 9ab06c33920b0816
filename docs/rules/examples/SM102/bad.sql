ALTER TABLE customers ADD COLUMN phone text; -- SM102
