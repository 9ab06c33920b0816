DECLARE
  relation pg_catalog.regclass := (:table)::pg_catalog.regclass;
  successor pg_catalog.regclass := (:target)::pg_catalog.regclass;
  source pg_catalog.pg_attribute;
  target pg_catalog.pg_attribute;
  pattern text;
  missing text;
BEGIN
  SELECT a.* INTO STRICT source FROM pg_catalog.pg_attribute a WHERE a.attrelid = relation::pg_catalog.oid AND a.attname = :from AND a.attnum > 0;
  SELECT a.* INTO STRICT target FROM pg_catalog.pg_attribute a WHERE a.attrelid = successor::pg_catalog.oid AND a.attname = :to AND a.attnum > 0;
  -- The name as definitions spell it, as a whole word.
  pattern := pg_catalog.regexp_replace(pg_catalog.quote_ident(:from), '([][\\.^$*+?(){}|])', '\\\1', 'g');
  pattern := CASE WHEN pattern LIKE '"%' THEN pattern ELSE '\m' || pattern || '\M' END;
  WITH definition AS (
    SELECT 'index ' || c.relname::text AS what, pg_catalog.regexp_replace(
        pg_catalog.replace(pg_catalog.pg_get_indexdef(i.indexrelid), pg_catalog.format(' ON %I.%I USING ', n.nspname, t.relname), ' ON USING '),
        '^CREATE (UNIQUE )?INDEX .*? ON ', '\1') AS text,
      i.indexrelid AS id, i.indrelid AS relation,
      EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.objid = i.indexrelid
        AND d.refobjid = relation::pg_catalog.oid AND d.refobjsubid = source.attnum) OR i.indrelid = relation::pg_catalog.oid AND source.attnum = ANY (i.indkey) AS mine
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_class t ON t.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
    WHERE i.indrelid IN (relation::pg_catalog.oid, successor::pg_catalog.oid)
    UNION ALL
    SELECT 'constraint ' || k.conname::text, pg_catalog.pg_get_constraintdef(k.oid), k.oid, k.conrelid, k.conrelid = relation::pg_catalog.oid AND source.attnum = ANY (k.conkey)
    FROM pg_catalog.pg_constraint k WHERE k.conrelid IN (relation::pg_catalog.oid, successor::pg_catalog.oid) AND k.contype IN ('c', 'f', 'p', 'u', 'x')
  ), lacking AS (
    SELECT 'NOT NULL' AS what WHERE source.attnotnull AND NOT target.attnotnull
    UNION ALL
    SELECT 'a default' WHERE source.atthasdef AND NOT target.atthasdef
    UNION ALL
    SELECT mine.what FROM definition mine
    WHERE mine.mine AND NOT EXISTS (SELECT FROM definition other WHERE other.id <> mine.id AND other.relation = successor::pg_catalog.oid AND pg_catalog.left(other.what, 5) = pg_catalog.left(mine.what, 5)
      AND other.text = pg_catalog.regexp_replace(mine.text, pattern, pg_catalog.replace(pg_catalog.quote_ident(:to), '\', '\\'), 'g'))
    UNION ALL
    SELECT pg_catalog.format('foreign key %s of %s', k.conname, k.conrelid::pg_catalog.regclass)
    FROM pg_catalog.pg_constraint k WHERE k.confrelid = relation::pg_catalog.oid AND k.contype = 'f' AND source.attnum = ANY (k.confkey)
    UNION ALL
    SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)
    FROM pg_catalog.pg_depend d
    WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.refobjid = relation::pg_catalog.oid AND d.refobjsubid = source.attnum
      AND d.classid NOT IN ('pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, 'pg_catalog.pg_constraint'::pg_catalog.regclass::pg_catalog.oid)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_attrdef f WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass::pg_catalog.oid AND f.oid = d.objid AND f.adnum = source.attnum)
      AND NOT (d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass::pg_catalog.oid AND coalesce(pg_catalog.obj_description(d.objid, 'pg_trigger'), '') LIKE 'SchemaMigrate: %')
  )
  SELECT pg_catalog.string_agg(DISTINCT lacking.what, ', ') INTO missing FROM lacking;
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
      MESSAGE = pg_catalog.format('%s.%I cannot be replaced by %s%I yet: it has what %I has not: %s.', relation, :from,
        CASE WHEN successor::pg_catalog.oid <> relation::pg_catalog.oid THEN successor::text || '.' ELSE '' END, :to, :to, missing),
      HINT = 'Give the new column the same in a revision before this one, and drop or change what names the old column; then run again.';
  END IF;
END
