DECLARE
  comment text := pg_catalog.obj_description((:table)::pg_catalog.regclass, 'pg_class');
BEGIN
  IF comment LIKE 'SchemaMigrate: was %' THEN
    EXECUTE pg_catalog.format('COMMENT ON TABLE %s IS %L', (:table)::pg_catalog.regclass,
      CASE WHEN comment LIKE E'%\n%' THEN pg_catalog.substr(comment, pg_catalog.strpos(comment, E'\n') + 1) END);
  END IF;
END
