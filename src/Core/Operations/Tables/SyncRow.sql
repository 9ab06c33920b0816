DECLARE
  relation pg_catalog.regclass := (:part)::pg_catalog.regclass;
  schema text;
  own text;
  arguments text;
BEGIN
  SELECT n.nspname, pg_catalog.format('%I.%I', n.nspname, c.relname) INTO schema, own
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation::pg_catalog.oid;
  SELECT pg_catalog.string_agg(pg_catalog.format('%s.%I%%TYPE', own, k.name), ', ' ORDER BY k.place) INTO arguments
  FROM pg_catalog.jsonb_array_elements_text((:columns)::pg_catalog.jsonb) WITH ORDINALITY AS k (name, place);
  -- Volatile: each call reads what is committed by then.
  EXECUTE pg_catalog.format('CREATE OR REPLACE FUNCTION %I.%I(%s) RETURNS %s LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS %L',
    schema, :function, arguments, own, pg_catalog.replace(:body, :own, own));
  EXECUTE pg_catalog.format('COMMENT ON FUNCTION %I.%I IS %L', schema, :function, :comment);
END
