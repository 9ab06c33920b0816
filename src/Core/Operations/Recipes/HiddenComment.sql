BEGIN
  -- The table's own comment is kept behind ours, for the way back.
  EXECUTE pg_catalog.format('COMMENT ON TABLE %s IS %L', (:table)::pg_catalog.regclass, pg_catalog.format(
    E'SchemaMigrate: was %s until %s; to be dropped after %s%s', :was, CURRENT_DATE, CURRENT_DATE + (:days)::integer,
    coalesce(E'\n' || pg_catalog.obj_description((:table)::pg_catalog.regclass, 'pg_class'), '')));
END
