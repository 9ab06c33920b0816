WITH RECURSIVE node AS (
  SELECT t.relid, t.parentrelid, t.isleaf, t.level, n.nspname,
    CASE WHEN t.level = 0 THEN :name WHEN pg_catalog.octet_length(c.relname || '_' || :name) <= 63 THEN c.relname || '_' || :name ELSE 'uq_' || pg_catalog.md5(c.relname || '/' || :name) END AS name
  FROM pg_catalog.pg_partition_tree((:table)::pg_catalog.regclass) t
  JOIN pg_catalog.pg_class c ON c.oid = t.relid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
), own AS (
  SELECT n.*, i.indexrelid AS own, i.indisvalid AND i.indisready AS valid, EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = n.relid AND k.contype IN ('p', 'u')) AS backs
  FROM node n LEFT JOIN (pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid) ON i.indrelid = n.relid AND x.relname = n.name
), placed AS (
  -- A partition that was attached meanwhile has the constraint of its parent by itself, under whatever name.
  SELECT o.*, o.own AS index, true AS attached, NULL::text COLLATE pg_catalog."C" AS parent FROM own o WHERE o.level = 0
  UNION ALL
  SELECT o.*, COALESCE(h.indexrelid, o.own), h.indexrelid IS NOT NULL, COALESCE(p.index::pg_catalog.regclass::text, pg_catalog.format('%I.%I', p.nspname, p.name))
  FROM placed p JOIN own o ON o.parentrelid = p.relid
  LEFT JOIN LATERAL (SELECT i.indexrelid FROM pg_catalog.pg_inherits s JOIN pg_catalog.pg_index i ON i.indexrelid = s.inhrelid WHERE s.inhparent = p.index AND i.indrelid = o.relid) h ON true
)
SELECT s.sql FROM (
  SELECT 1 AS stage, p.level AS place, p.relid, 1 AS part, pg_catalog.format('ALTER TABLE ONLY %s ADD CONSTRAINT %I %s', p.relid::pg_catalog.regclass, p.name, :definition) AS sql
  FROM placed p WHERE NOT p.isleaf AND p.index IS NULL
  UNION ALL
  SELECT 2, 0, p.relid, 1, pg_catalog.format('CREATE UNIQUE INDEX CONCURRENTLY %I ON %s %s', p.name, p.relid::pg_catalog.regclass, :tail)
  FROM placed p WHERE p.isleaf AND NOT p.attached AND p.valid IS NOT TRUE
  UNION ALL
  SELECT 2, 0, p.relid, 2, pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s', p.relid::pg_catalog.regclass, p.name, pg_catalog.format(:using, p.name))
  FROM placed p WHERE p.isleaf AND NOT p.attached AND NOT p.backs
  UNION ALL
  SELECT 2, 0, p.relid, 3, pg_catalog.format('ALTER INDEX %s ATTACH PARTITION %I.%I', p.parent, p.nspname, p.name)
  FROM placed p WHERE p.isleaf AND NOT p.attached
  UNION ALL
  SELECT 3, -p.level, p.relid, 1, pg_catalog.format('ALTER INDEX %s ATTACH PARTITION %I.%I', p.parent, p.nspname, p.name)
  FROM placed p WHERE NOT p.isleaf AND NOT p.attached
) s
ORDER BY s.stage, s.place, s.relid, s.part
