BEGIN
  IF (SELECT a.attnotnull FROM pg_catalog.pg_attribute a WHERE a.attrelid = (:source)::pg_catalog.regclass::pg_catalog.oid AND a.attname = :from) THEN
    EXECUTE pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', (:table)::pg_catalog.regclass, :to);
  END IF;
END
