WITH RECURSIVE node AS (
  SELECT t.relid, t.parentrelid, t.isleaf, t.level, n.nspname, c.relkind,
    CASE WHEN t.level = 0 THEN :name WHEN pg_catalog.octet_length(c.relname::text || '_' || :name) <= 63 THEN c.relname::text || '_' || :name ELSE 'ix_' || pg_catalog.md5(c.relname::text || '/' || :name) END AS name
  FROM pg_catalog.pg_partition_tree((:table)::pg_catalog.regclass) t
  JOIN pg_catalog.pg_class c ON c.oid = t.relid::pg_catalog.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
), own AS (
  SELECT n.*, i.indexrelid AS own, i.indisvalid AND i.indisready AS valid,
    EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = n.relid::pg_catalog.oid AND k.contype IN ('p', 'u')) AS backs
  FROM node n LEFT JOIN (pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid) ON i.indrelid = n.relid::pg_catalog.oid AND x.relname = n.name
), placed AS (
  -- A partition that was attached meanwhile has the index or constraint of its parent by itself, under whatever name.
  SELECT o.*, o.own AS index, true AS attached, NULL::text COLLATE pg_catalog."C" AS parent FROM own o WHERE o.level = 0
  UNION ALL
  SELECT o.*, COALESCE(h.indexrelid, o.own), h.indexrelid IS NOT NULL, COALESCE(p.index::pg_catalog.regclass::text, pg_catalog.format('%I.%I', p.nspname, p.name))
  FROM placed p JOIN own o ON o.parentrelid::pg_catalog.oid = p.relid::pg_catalog.oid
  LEFT JOIN LATERAL (SELECT i.indexrelid FROM pg_catalog.pg_inherits s JOIN pg_catalog.pg_index i ON i.indexrelid = s.inhrelid WHERE s.inhparent = p.index AND i.indrelid = o.relid::pg_catalog.oid) h ON true
)
