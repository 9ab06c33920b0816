BEGIN
  EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', (:table)::pg_catalog.regclass, :column, pg_catalog.format(
    'SchemaMigrate: was %s until %s; to be dropped after %s', :was, CURRENT_DATE, CURRENT_DATE + (:days)::integer));
END
