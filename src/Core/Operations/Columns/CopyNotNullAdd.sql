BEGIN
  IF (SELECT a.attnotnull FROM pg_catalog.pg_attribute a WHERE a.attrelid = (:source)::pg_catalog.regclass::pg_catalog.oid AND a.attname = :from) THEN
    EXECUTE pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (%I IS NOT NULL) NOT VALID', (:table)::pg_catalog.regclass, :check, :to);
  END IF;
END
