-- run by: psql
ALTER TABLE customers ADD COLUMN phone text; -- SM097
