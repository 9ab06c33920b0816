DECLARE
  owned pg_catalog.regclass;
BEGIN
  FOR owned IN
    SELECT s.objid FROM pg_catalog.pg_depend s JOIN pg_catalog.pg_attribute a ON a.attrelid = s.refobjid AND a.attnum = s.refobjsubid
    JOIN pg_catalog.pg_class c ON c.oid = s.objid AND c.relkind = 'S'
    WHERE s.classid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND s.deptype = 'a' AND a.attrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND a.attname = :to
      AND (:source)::pg_catalog.regclass::pg_catalog.oid = (:table)::pg_catalog.regclass::pg_catalog.oid
  LOOP
    EXECUTE pg_catalog.format('ALTER SEQUENCE %s OWNED BY %s.%I', owned, (:table)::pg_catalog.regclass, :from);
  END LOOP;
  EXECUTE pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', (:table)::pg_catalog.regclass, :to);
END
