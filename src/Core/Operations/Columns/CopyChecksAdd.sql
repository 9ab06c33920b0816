DECLARE
  item record;
BEGIN
  FOR item IN
    SELECT 'zz_' || pg_catalog.md5(k.conname) AS name, $definition$('constraint', k.oid) AS definition, k.connoinherit
    FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attname = :from
    WHERE k.conrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey) AND k.conname::text !~ '^zz_[0-9a-f]{32}$'
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conrelid = k.conrelid AND o.conname = 'zz_' || pg_catalog.md5(k.conname))
  LOOP
    EXECUTE pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', (:table)::pg_catalog.regclass, item.name,
      pg_catalog.regexp_replace(item.definition, ' NOT VALID$', ''));
  END LOOP;
END
