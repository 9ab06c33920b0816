-- not run: the table that the tool keeps its versions in is not there
-- run by: psql
BEGIN;
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'angry';
UPDATE alembic_version SET version_num = 'b7c1' WHERE alembic_version.version_num = 'a1f0';
COMMIT;
