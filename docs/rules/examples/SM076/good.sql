-- run by: psql
SET lock_timeout = '2s';
BEGIN;
ALTER TYPE mood ADD VALUE 'angry' BEFORE 'sad';
COMMIT;
UPDATE people SET mood = 'angry' WHERE id = 1;
