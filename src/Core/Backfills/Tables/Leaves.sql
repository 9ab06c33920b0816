-- The tables that hold the rows of table $1: its leaf partitions, or itself. Foreign partitions are told apart by their kind.
SELECT c.oid::bigint,
       pg_catalog.format('%I.%I', n.nspname, c.relname),
       c.relkind::text,
       c.reltuples::bigint,
       pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::int,
       coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)::bigint,
       CASE WHEN c.relispartition THEN $1::bigint END
FROM pg_catalog.pg_partition_tree($1::oid::regclass) t
JOIN pg_catalog.pg_class c ON c.oid = t.relid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE t.isleaf
UNION ALL
SELECT c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname), c.relkind::text, c.reltuples::bigint, pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::int,
       coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)::bigint, NULL::bigint
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = $1::pg_catalog.oid AND c.relkind <> 'p' AND NOT c.relispartition
ORDER BY 2
