-- How far the index build of backend $1 is (manual, section 28.4.4 "CREATE INDEX Progress Reporting"). Waiting phases count lockers,
-- scanning phases blocks, loading phases tuples.
SELECT phase,
       CASE WHEN lockers_total > 0 THEN lockers_done WHEN blocks_total > 0 THEN blocks_done ELSE tuples_done END,
       CASE WHEN lockers_total > 0 THEN lockers_total WHEN blocks_total > 0 THEN blocks_total ELSE tuples_total END,
       nullif(current_locker_pid, 0)::integer
FROM pg_catalog.pg_stat_progress_create_index
WHERE pid = $1
