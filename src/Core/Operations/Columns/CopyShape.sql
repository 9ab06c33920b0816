DECLARE
  source pg_catalog.pg_attribute;
  privilege record;
  comment text;
BEGIN
  SELECT a.* INTO source FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = (:source)::pg_catalog.regclass::pg_catalog.oid AND a.attname = :from AND a.attnum > 0 AND NOT a.attisdropped;
  IF source.attname IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'undefined_column',
      MESSAGE = pg_catalog.format('%s has no column %I to copy.', (:source)::pg_catalog.regclass, :from);
  END IF;
  IF source.attidentity <> '' OR source.attgenerated <> '' THEN
    RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
      MESSAGE = pg_catalog.format('%s.%I is an identity or generated column, which cannot be kept equal to another one.', (:source)::pg_catalog.regclass, :from);
  END IF;
  EXECUTE pg_catalog.format('ALTER TABLE %s ADD COLUMN %I %s%s', (:table)::pg_catalog.regclass, :to,
    pg_catalog.format_type(source.atttypid, source.atttypmod),
    CASE WHEN source.attcollation <> '0' AND source.attcollation <> (SELECT t.typcollation FROM pg_catalog.pg_type t WHERE t.oid = source.atttypid)
      THEN ' COLLATE ' || source.attcollation::pg_catalog.regcollation::text ELSE '' END);
  comment := pg_catalog.col_description(source.attrelid, source.attnum);
  IF comment IS NOT NULL THEN
    EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', (:table)::pg_catalog.regclass, :to, comment);
  END IF;
  FOR privilege IN SELECT (pg_catalog.aclexplode(source.attacl)).* LOOP
    EXECUTE pg_catalog.format('GRANT %s (%I) ON %s TO %s%s', privilege.privilege_type, :to, (:table)::pg_catalog.regclass,
      CASE WHEN privilege.grantee = '0' THEN 'PUBLIC' ELSE privilege.grantee::pg_catalog.regrole::text END,
      CASE WHEN privilege.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
  END LOOP;
END
