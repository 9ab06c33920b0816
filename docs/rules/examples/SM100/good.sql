-- run by: psql
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN remark text;
