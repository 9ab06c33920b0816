-- run by: psql
SET lock_timeout = '2s';
COMMENT ON TABLE orders IS 'What customers ordered.';
