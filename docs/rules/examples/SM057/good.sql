COMMENT ON COLUMN customers.note IS 'No longer used; to be dropped once pg_stat_statements shows that nobody reads it.';
