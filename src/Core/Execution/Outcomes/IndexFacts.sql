-- What has the name $2 in the schema of the table $1 (quoted name, resolved by search_path).
SELECT pg_catalog.format('%I.%I', namespace.nspname, class.relname),
       index.indexrelid IS NOT NULL,
       coalesce(index.indrelid = wanted.oid, false),
       coalesce(index.indisvalid AND index.indisready, false),
       -- Another role's build shows its pid only; then its lock on the table tells.
       (SELECT progress.pid FROM pg_catalog.pg_stat_progress_create_index AS progress
        WHERE progress.index_relid = class.oid
           OR (progress.relid IS NULL AND EXISTS (
               SELECT FROM pg_catalog.pg_locks AS lock
               WHERE lock.pid = progress.pid AND lock.granted AND lock.locktype = 'relation' AND lock.mode = 'ShareUpdateExclusiveLock'
                 AND lock.relation = wanted.oid
                 AND lock.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())))
        LIMIT 1),
       coalesce(index.indisunique, false),
       substring(pg_catalog.pg_get_indexdef(index.indexrelid) FROM ' USING .*$')
FROM pg_catalog.pg_class AS wanted
JOIN pg_catalog.pg_class AS class ON class.relnamespace = wanted.relnamespace AND class.relname = $2
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
LEFT JOIN pg_catalog.pg_index AS index ON index.indexrelid = class.oid
WHERE wanted.oid = pg_catalog.to_regclass($1)::pg_catalog.oid
