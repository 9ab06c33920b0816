-- The standbys that receive WAL now; a base backup is none.
SELECT DISTINCT application_name::text FROM pg_catalog.pg_stat_replication WHERE state IN ('streaming', 'catchup') ORDER BY 1
