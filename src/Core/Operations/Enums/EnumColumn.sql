DECLARE
  source pg_catalog.pg_attribute;
  privilege record;
BEGIN
  SELECT a.* INTO STRICT source FROM pg_catalog.pg_attribute a WHERE a.attrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND a.attname = :from;
  EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', (:table)::pg_catalog.regclass, :to, pg_catalog.col_description(source.attrelid, source.attnum));
  FOR privilege IN SELECT (pg_catalog.aclexplode(source.attacl)).* LOOP
    EXECUTE pg_catalog.format('GRANT %s (%I) ON %s TO %s%s', privilege.privilege_type, :to, (:table)::pg_catalog.regclass,
      CASE WHEN privilege.grantee = '0' THEN 'PUBLIC' ELSE privilege.grantee::pg_catalog.regrole::text END, CASE WHEN privilege.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
  END LOOP;
END
