-- run by: psql
SET lock_timeout = '2s';
BEGIN;
ALTER TABLE customers ADD COLUMN phone text;
COMMIT;
