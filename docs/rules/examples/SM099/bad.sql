-- run by: psql
SET lock_timeout = '2s';
BEGIN; -- SM099
ALTER TABLE customers ADD COLUMN phone text;
