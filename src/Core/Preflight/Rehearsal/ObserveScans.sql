-- Sequential scans of the current transaction so far.
SELECT s.relid::pg_catalog.int8, COALESCE(s.seq_scan, 0)
FROM pg_catalog.pg_stat_xact_user_tables AS s;
