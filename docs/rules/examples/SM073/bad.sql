-- run by: psql
COMMENT ON TABLE orders IS 'What customers ordered.'; -- SM073
