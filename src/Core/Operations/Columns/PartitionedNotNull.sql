WITH leaf AS (
  SELECT t.relid, a.attnotnull, (SELECT k.convalidated FROM pg_catalog.pg_constraint k WHERE k.conrelid = t.relid::pg_catalog.oid AND k.conname = :check) AS validated
  FROM pg_catalog.pg_partition_tree((:table)::pg_catalog.regclass) t JOIN pg_catalog.pg_class c ON c.oid = t.relid::pg_catalog.oid AND c.relkind = 'r'
  JOIN pg_catalog.pg_attribute a ON a.attrelid = t.relid::pg_catalog.oid AND a.attname = :column
)
SELECT s.sql FROM (
  SELECT 1 AS stage, l.relid, 1 AS part, pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (%I IS NOT NULL) NOT VALID', l.relid::pg_catalog.regclass, :check, :column) AS sql
  FROM leaf l WHERE NOT l.attnotnull AND l.validated IS NULL
  UNION ALL
  SELECT 1, l.relid, 2, pg_catalog.format('ALTER TABLE %s VALIDATE CONSTRAINT %I', l.relid::pg_catalog.regclass, :check) FROM leaf l WHERE NOT l.attnotnull AND l.validated IS NOT TRUE
  UNION ALL
  SELECT 1, l.relid, 3, pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', l.relid::pg_catalog.regclass, :column) FROM leaf l WHERE NOT l.attnotnull
  UNION ALL
  SELECT 1, l.relid, 4, pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', l.relid::pg_catalog.regclass, :check) FROM leaf l WHERE NOT l.attnotnull OR l.validated IS NOT NULL
  UNION ALL
  SELECT 2, 0, 1, pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', (:table)::pg_catalog.regclass, :column)
  WHERE NOT (SELECT a.attnotnull FROM pg_catalog.pg_attribute a WHERE a.attrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND a.attname = :column)
) s
ORDER BY s.stage, s.relid, s.part
