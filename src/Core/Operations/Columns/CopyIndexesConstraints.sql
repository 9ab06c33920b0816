DECLARE
  item record;
BEGIN
  FOR item IN
    SELECT k.conname, k.condeferrable, k.condeferred FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attname = :from
    WHERE k.conrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND k.contype = 'u' AND a.attnum = ANY (k.conkey) AND k.conname::text !~ '^zz_[0-9a-f]{32}$'
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conrelid = k.conrelid AND o.conname = 'zz_' || pg_catalog.md5(k.conname))
  LOOP
    EXECUTE pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I UNIQUE USING INDEX %I%s%s', (:table)::pg_catalog.regclass, 'zz_' || pg_catalog.md5(item.conname), 'zz_' || pg_catalog.md5(item.conname),
      CASE WHEN item.condeferrable THEN ' DEFERRABLE' ELSE '' END, CASE WHEN item.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END);
  END LOOP;
END
