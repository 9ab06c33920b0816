-- run by: psql
SET lock_timeout = '2s';
ALTER TABLE customers ALTER COLUMN note SET STORAGE EXTERNAL;
