BEGIN
  EXECUTE pg_catalog.format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', (:table)::pg_catalog.regclass);
END
