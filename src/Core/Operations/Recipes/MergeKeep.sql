DECLARE
  columns text;
BEGIN
  IF pg_catalog.to_regclass(:kept) IS NULL THEN
    EXECUTE 'CREATE TABLE ' || :kept || ' AS SELECT part.* FROM ' || (:table)::pg_catalog.regclass::text || ' AS part WHERE ' || :rows;
  ELSE
    -- From an earlier time, before a downgrade.
    SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO columns
    FROM pg_catalog.pg_attribute a WHERE a.attrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE 'INSERT INTO ' || :kept || ' (' || columns || ') SELECT ' || columns || ' FROM ' || (:table)::pg_catalog.regclass::text || ' AS part WHERE ' || :rows;
  END IF;
  EXECUTE pg_catalog.format('COMMENT ON TABLE %s IS %L', (:kept)::pg_catalog.regclass, :comment);
END
