DECLARE
  item record;
BEGIN
  FOR item IN
    SELECT k.conname FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attname = :to
    WHERE k.conrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey) AND k.conname::text ~ '^zz_[0-9a-f]{32}$' AND NOT k.convalidated
  LOOP
    EXECUTE pg_catalog.format('ALTER TABLE %s VALIDATE CONSTRAINT %I', (:table)::pg_catalog.regclass, item.conname);
  END LOOP;
END
