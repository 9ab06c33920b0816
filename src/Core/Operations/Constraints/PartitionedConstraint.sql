WITH leaf AS (
  SELECT t.relid, (SELECT k.convalidated FROM pg_catalog.pg_constraint k WHERE k.conrelid = t.relid::pg_catalog.oid AND k.conname = :name) AS validated
  FROM pg_catalog.pg_partition_tree((:table)::pg_catalog.regclass) t JOIN pg_catalog.pg_class c ON c.oid = t.relid::pg_catalog.oid AND c.relkind = 'r'
)
SELECT s.sql FROM (
  SELECT 1 AS stage, l.relid, 1 AS part, pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', l.relid::pg_catalog.regclass, :name, :definition) AS sql FROM leaf l WHERE l.validated IS NULL
  UNION ALL
  SELECT 1, l.relid, 2, pg_catalog.format('ALTER TABLE %s VALIDATE CONSTRAINT %I', l.relid::pg_catalog.regclass, :name) FROM leaf l WHERE l.validated IS NOT TRUE
  UNION ALL
  -- The parent takes the constraints of its partitions for its own: they are proven, so nothing is read.
  SELECT 2, 0, 1, pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s', (:table)::pg_catalog.regclass, :name, :definition)
) s
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND k.conname = :name)
ORDER BY s.stage, s.relid, s.part
