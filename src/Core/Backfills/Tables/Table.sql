-- The table of a backfill. $1 is its name as SQL spells it, resolved by the session's search_path.
SELECT c.oid::bigint,
       n.nspname::text,
       c.relname::text,
       c.relkind::text,
       c.relispartition,
       c.reltuples::bigint,
       pg_catalog.pg_table_size(c.oid),
       pg_catalog.pg_indexes_size(c.oid),
       coalesce((SELECT option_value::int FROM pg_catalog.pg_options_to_table(c.reloptions) WHERE option_name = 'fillfactor'), 100),
       EXISTS (SELECT FROM pg_catalog.pg_publication_tables p WHERE p.schemaname = n.nspname AND p.tablename = c.relname),
       c.relrowsecurity AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = pg_catalog.to_regclass($1)::pg_catalog.oid
