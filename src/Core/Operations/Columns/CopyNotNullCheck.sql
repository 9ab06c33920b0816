SELECT 1 FROM pg_catalog.pg_attribute a
WHERE a.attrelid = (:table)::pg_catalog.regclass AND a.attname = :from AND a.attnotnull
  AND pg_catalog.query_to_xml(pg_catalog.format('SELECT 1 FROM %s WHERE %I IS NULL LIMIT 1', a.attrelid::pg_catalog.regclass, :to), true, false, '')::text <> ''
