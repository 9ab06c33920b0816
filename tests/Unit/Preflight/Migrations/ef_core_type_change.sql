-- run by: psql
START TRANSACTION;
ALTER TABLE customers ALTER COLUMN joined TYPE timestamp with time zone; -- SM048 SM097
ALTER TABLE customers ALTER COLUMN country TYPE text;
COMMIT;
