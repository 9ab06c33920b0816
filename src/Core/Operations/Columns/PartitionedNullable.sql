SELECT pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', a.attrelid::pg_catalog.regclass, a.attname)
FROM pg_catalog.pg_partition_tree((:table)::pg_catalog.regclass) t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.relid::pg_catalog.oid AND a.attname = :column
WHERE a.attnotnull AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute r WHERE r.attrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND r.attname = :column AND r.attnotnull)
ORDER BY t.level, t.relid
