-- run by: psql
-- fails: 55P04
SET lock_timeout = '2s';
BEGIN;
ALTER TYPE mood ADD VALUE 'angry' BEFORE 'sad';
UPDATE people SET mood = 'angry' WHERE id = 1; -- SM076
COMMIT;
