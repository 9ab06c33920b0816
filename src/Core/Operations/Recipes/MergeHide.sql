DECLARE
  relation pg_catalog.regclass := (:table)::pg_catalog.regclass;
  needed text;
BEGIN
  SELECT pg_catalog.string_agg(DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, 0), ', ') INTO needed
  FROM pg_catalog.pg_depend d
  WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.refobjid = relation::pg_catalog.oid AND d.deptype = 'n'
    AND (d.classid IN ('pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid, 'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid)
      OR d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass::pg_catalog.oid AND d.objid IN (SELECT k.oid FROM pg_catalog.pg_constraint k WHERE k.confrelid = relation::pg_catalog.oid AND k.conrelid <> relation::pg_catalog.oid)
      OR d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass::pg_catalog.oid AND d.objid NOT IN (SELECT p.oid FROM pg_catalog.pg_policy p WHERE p.polrelid = relation::pg_catalog.oid))
    AND coalesce(pg_catalog.obj_description(d.objid, (SELECT c.relname FROM pg_catalog.pg_class c WHERE c.oid = d.classid)), '') NOT LIKE 'SchemaMigrate: %';
  IF needed IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist', MESSAGE = pg_catalog.format('%s is still needed by: %s.', relation, needed),
      HINT = 'Drop or change what names the table, in a revision before this one; then run again.';
  END IF;
END
