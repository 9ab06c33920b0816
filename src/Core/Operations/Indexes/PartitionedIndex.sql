-- include Indexes/PartitionedTree
SELECT s.sql FROM (
  SELECT 1 AS stage, p.level AS place, p.relid, 1 AS part, pg_catalog.format('CREATE $unique$INDEX %I ON ONLY %s %s', p.name, p.relid::pg_catalog.regclass, :tail) AS sql
  FROM placed p WHERE NOT p.isleaf AND p.index IS NULL
  UNION ALL
  SELECT 2, 0, p.relid, 1, pg_catalog.format('CREATE $unique$INDEX CONCURRENTLY %I ON %s %s', p.name, p.relid::pg_catalog.regclass, :tail)
  FROM placed p WHERE p.isleaf AND p.relkind <> 'f' AND NOT p.attached AND p.valid IS NOT TRUE
  UNION ALL
  SELECT 2, 0, p.relid, 2, pg_catalog.format('ALTER INDEX %s ATTACH PARTITION %I.%I', p.parent, p.nspname, p.name)
  FROM placed p WHERE p.isleaf AND p.relkind <> 'f' AND NOT p.attached
  UNION ALL
  SELECT 3, -p.level, p.relid, 1, pg_catalog.format('ALTER INDEX %s ATTACH PARTITION %I.%I', p.parent, p.nspname, p.name)
  FROM placed p WHERE NOT p.isleaf AND NOT p.attached
) s
ORDER BY s.stage, s.place, s.relid, s.part
