DECLARE
  relation pg_catalog.regclass := (:table)::pg_catalog.regclass;
  uses text;
BEGIN
  -- What would keep DROP TABLE from dropping it, and what would go on binding other tables.
  SELECT pg_catalog.string_agg(DISTINCT u.what, ', ') INTO uses FROM (
    SELECT pg_catalog.format('the foreign key %I to %s (name it with -ForeignKeys)', k.conname, k.confrelid::pg_catalog.regclass) AS what FROM pg_catalog.pg_constraint k
    WHERE k.conrelid = relation::pg_catalog.oid AND k.contype = 'f' AND k.confrelid <> relation::pg_catalog.oid
    UNION ALL
    SELECT pg_catalog.format('the foreign key %I of %s', k.conname, k.conrelid::pg_catalog.regclass) FROM pg_catalog.pg_constraint k WHERE k.confrelid = relation::pg_catalog.oid AND k.conrelid <> relation::pg_catalog.oid AND k.contype = 'f'
    UNION ALL
    SELECT pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, r.ev_class, 0) FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid AND r.oid = d.objid AND r.ev_class <> relation::pg_catalog.oid
    WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.refobjid = relation::pg_catalog.oid
    UNION ALL
    SELECT 'the partition or child ' || h.inhrelid::pg_catalog.regclass::text FROM pg_catalog.pg_inherits h WHERE h.inhparent = relation::pg_catalog.oid
    UNION ALL
    SELECT 'it is a partition or child of ' || h.inhparent::pg_catalog.regclass::text FROM pg_catalog.pg_inherits h WHERE h.inhrelid = relation::pg_catalog.oid
    UNION ALL
    SELECT 'the publication ' || pg_catalog.quote_ident(p.pubname) FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid WHERE r.prrelid = relation::pg_catalog.oid
    UNION ALL
    SELECT pg_catalog.pg_describe_object(d.classid, d.objid, 0) FROM pg_catalog.pg_depend d
    WHERE d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid AND d.refobjid = (SELECT c.reltype FROM pg_catalog.pg_class c WHERE c.oid = relation::pg_catalog.oid) AND d.deptype = 'n'
  ) u;
  IF uses IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist', MESSAGE = pg_catalog.format('%s cannot be archived yet, because something needs it or is bound by it: %s.', relation, uses),
      HINT = 'Drop or change what is named in a revision before this one; then run again.';
  END IF;
END
