DECLARE
  relation pg_catalog.regclass := (:table)::pg_catalog.regclass;
  partner pg_catalog.regclass := (:other)::pg_catalog.regclass;
  schema text;
  name text;
  body text := :body;
  path text;
BEGIN
  SELECT n.nspname INTO schema FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation::pg_catalog.oid;
  name := pg_catalog.format('%I.%I', schema, :function);
  SELECT pg_catalog.replace(pg_catalog.replace(body, :own, pg_catalog.format('%I.%I', schema, c.relname)), :foreign, pg_catalog.format('%I.%I', n.nspname, p.relname))
  INTO body FROM pg_catalog.pg_class c, pg_catalog.pg_class p JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace WHERE c.oid = relation::pg_catalog.oid AND p.oid = partner::pg_catalog.oid;
  -- The equality of a type from elsewhere, citext for one, is found where the type is.
  SELECT 'pg_catalog' || coalesce(pg_catalog.string_agg(DISTINCT ', ' || pg_catalog.quote_ident(n.nspname), ''), '') || ', pg_temp' INTO path
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE a.attrelid IN (relation::pg_catalog.oid, partner::pg_catalog.oid) AND a.attnum > 0 AND n.nspname <> 'pg_catalog'
    AND a.attname IN (SELECT k.value FROM pg_catalog.jsonb_array_elements_text((:keys)::pg_catalog.jsonb) AS k (value));
  -- As its owner: a writer needs no rights on the table it knows nothing of. Nobody else may make a trigger of it.
  EXECUTE pg_catalog.format('CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = %s AS %L', name, path, body);
  EXECUTE pg_catalog.format('REVOKE ALL ON FUNCTION %s() FROM PUBLIC', name);
  EXECUTE pg_catalog.format('COMMENT ON FUNCTION %s() IS %L', name, :comment);
END
