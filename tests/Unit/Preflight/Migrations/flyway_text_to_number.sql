-- run by: psql
SET lock_timeout = '3s';
ALTER TABLE customers ALTER COLUMN age TYPE integer USING age::integer; -- SM046
