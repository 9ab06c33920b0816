-- What has the name $2 in the schema of the table $1 (quoted name, resolved by search_path).
SELECT format('%I.%I', namespace.nspname, class.relname),
       index.indexrelid IS NOT NULL,
       coalesce(index.indrelid = wanted.oid, false),
       coalesce(index.indisvalid AND index.indisready, false),
       (SELECT progress.pid FROM pg_catalog.pg_stat_progress_create_index AS progress WHERE progress.index_relid = class.oid LIMIT 1),
       coalesce(index.indisunique, false),
       substring(pg_catalog.pg_get_indexdef(index.indexrelid) FROM ' USING .*$')
FROM pg_catalog.pg_class AS wanted
JOIN pg_catalog.pg_class AS class ON class.relnamespace = wanted.relnamespace AND class.relname = $2
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
LEFT JOIN pg_catalog.pg_index AS index ON index.indexrelid = class.oid
WHERE wanted.oid = pg_catalog.to_regclass($1)
