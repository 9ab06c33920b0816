DECLARE
  value text;
  owned pg_catalog.regclass;
BEGIN
  SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) INTO value FROM pg_catalog.pg_attrdef d
  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  WHERE a.attrelid = (:source)::pg_catalog.regclass::pg_catalog.oid AND a.attname = :from;
  IF value IS NOT NULL THEN
    EXECUTE pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', (:table)::pg_catalog.regclass, :to, value);
  END IF;
  FOR owned IN
    SELECT s.objid FROM pg_catalog.pg_depend s JOIN pg_catalog.pg_attribute a ON a.attrelid = s.refobjid AND a.attnum = s.refobjsubid
    JOIN pg_catalog.pg_class c ON c.oid = s.objid AND c.relkind = 'S'
    WHERE s.classid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND s.deptype = 'a' AND a.attrelid = (:source)::pg_catalog.regclass::pg_catalog.oid AND a.attname = :from
      AND (:source)::pg_catalog.regclass::pg_catalog.oid = (:table)::pg_catalog.regclass::pg_catalog.oid
  LOOP
    EXECUTE pg_catalog.format('ALTER SEQUENCE %s OWNED BY %s.%I', owned, (:table)::pg_catalog.regclass, :to);
  END LOOP;
END
