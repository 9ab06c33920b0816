DECLARE
  source pg_catalog.pg_type;
  privilege record;
BEGIN
  SELECT t.* INTO STRICT source FROM pg_catalog.pg_type t WHERE t.oid = (:from)::pg_catalog.regtype::pg_catalog.oid;
  EXECUTE pg_catalog.format('COMMENT ON TYPE %s IS %L', (:to)::pg_catalog.regtype, pg_catalog.obj_description(source.oid, 'pg_type'));
  IF source.typacl IS NOT NULL THEN
    EXECUTE pg_catalog.format('REVOKE ALL ON TYPE %s FROM PUBLIC', (:to)::pg_catalog.regtype);
    FOR privilege IN SELECT (pg_catalog.aclexplode(source.typacl)).* LOOP
      EXECUTE pg_catalog.format('GRANT %s ON TYPE %s TO %s%s', privilege.privilege_type, (:to)::pg_catalog.regtype,
        CASE WHEN privilege.grantee = '0' THEN 'PUBLIC' ELSE privilege.grantee::pg_catalog.regrole::text END, CASE WHEN privilege.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
    END LOOP;
  END IF;
  EXECUTE pg_catalog.format('ALTER TYPE %s OWNER TO %I', (:to)::pg_catalog.regtype, pg_catalog.pg_get_userbyid(source.typowner));
END
