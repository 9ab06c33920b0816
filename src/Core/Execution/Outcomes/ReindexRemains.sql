-- Invalid leftovers of a broken REINDEX CONCURRENTLY that nobody is building any more, as quoted names ready for DROP INDEX.
-- $1 has the quoted names that the statement mentions, one a line: tables, or indexes whose tables are meant; empty means all.
SELECT pg_catalog.format('%I.%I', namespace.nspname, class.relname)
FROM pg_catalog.pg_index AS index
JOIN pg_catalog.pg_class AS class ON class.oid = index.indexrelid
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
WHERE NOT index.indisvalid
  AND class.relname ~ '_cc(new|old)[0-9]*$'
  AND namespace.nspname !~ '^pg_toast'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index AS progress WHERE progress.index_relid = class.oid)
  AND ($1::text = '' OR index.indrelid IN (
      WITH named AS (
          SELECT coalesce(named_index.indrelid, pg_catalog.to_regclass(name))::oid AS relation
          FROM unnest(string_to_array($1, E'\n')) AS name
          LEFT JOIN pg_catalog.pg_index AS named_index ON named_index.indexrelid = pg_catalog.to_regclass(name)::pg_catalog.oid)
      SELECT relation FROM named
      UNION ALL
      SELECT tree.relid FROM named CROSS JOIN LATERAL pg_catalog.pg_partition_tree(named.relation::regclass) AS tree))
