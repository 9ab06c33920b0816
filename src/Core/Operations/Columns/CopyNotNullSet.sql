BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.conrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND c.conname = :check) THEN
    EXECUTE pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', (:table)::pg_catalog.regclass, :to);
    EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', (:table)::pg_catalog.regclass, :check);
  END IF;
END
