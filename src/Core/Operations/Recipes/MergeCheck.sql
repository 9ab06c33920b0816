DECLARE
  part pg_catalog.regclass := (:table)::pg_catalog.regclass;
  whole pg_catalog.regclass := (:into)::pg_catalog.regclass;
  keys text[] := ARRAY(SELECT pg_catalog.jsonb_array_elements_text((:keys)::pg_catalog.jsonb));
  refs text[] := ARRAY(SELECT pg_catalog.jsonb_array_elements_text((:references)::pg_catalog.jsonb));
  sorted text[] := ARRAY(SELECT pg_catalog.jsonb_array_elements_text((:order)::pg_catalog.jsonb));
  merged text[] := ARRAY(SELECT pg_catalog.jsonb_array_elements_text((:columns)::pg_catalog.jsonb));
  names text[] := ARRAY(SELECT pg_catalog.jsonb_array_elements_text((:names)::pg_catalog.jsonb));
  ref text := (SELECT pg_catalog.string_agg(pg_catalog.format('part.%I', r.name), ', ' ORDER BY r.place) FROM pg_catalog.unnest(refs) WITH ORDINALITY AS r (name, place));
  spelled text := (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(r.name), ', ' ORDER BY r.place) FROM pg_catalog.unnest(refs) WITH ORDINALITY AS r (name, place));
  matches text := (SELECT pg_catalog.string_agg(pg_catalog.format('part.%I = whole.%I', refs[i], keys[i]), ' AND ') FROM pg_catalog.generate_subscripts(keys, 1) AS i);
  problem text;
  hint text;
  found bigint;
  samples text;
BEGIN
  SELECT pg_catalog.format('%s is not an ordinary table; views, foreign and partitioned tables cannot be merged.', c.oid::pg_catalog.regclass) INTO problem
  FROM pg_catalog.pg_class c WHERE c.oid IN (part::pg_catalog.oid, whole::pg_catalog.oid) AND c.relkind <> 'r' LIMIT 1;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = problem;
  END IF;
  SELECT pg_catalog.format('%s has no column %I.', wanted.relation, wanted.name) INTO problem
  FROM (SELECT part AS relation, pg_catalog.unnest(pg_catalog.array_cat(pg_catalog.array_cat(merged, refs), sorted)) AS name UNION ALL SELECT whole, pg_catalog.unnest(keys)) AS wanted
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = wanted.relation::pg_catalog.oid AND a.attname = wanted.name AND a.attnum > 0 AND NOT a.attisdropped) LIMIT 1;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = problem;
  END IF;
  SELECT pg_catalog.format('%s has a column %I already.', whole, a.attname) INTO problem FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = whole::pg_catalog.oid AND a.attname = ANY (pg_catalog.array_append(names, (:flag)::text)) AND a.attnum > 0 AND NOT a.attisdropped LIMIT 1;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'duplicate_column', MESSAGE = problem, HINT = 'Give the merged column another name, as in ''title = profile_title''; the flag gets one with -Flag.';
  END IF;
  SELECT CASE
      WHEN a.attname = ANY (merged) AND a.attnotnull THEN pg_catalog.format('%s.%I refuses NULL. A row of %s may have none: allow NULL first, with Set-MigrationColumn %1$s %2$I -Nullable.', part, a.attname, whole)
      WHEN a.attname = ANY (merged) THEN pg_catalog.format('%s.%I is an identity or generated column, which cannot be kept equal to another one.', part, a.attname)
      ELSE pg_catalog.format('%s.%I refuses NULL, has no default and is not merged. New code makes rows of %1$s without it: merge it too, give it a default or allow NULL.', part, a.attname) END
  INTO problem FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = part::pg_catalog.oid AND a.attnum > 0 AND NOT a.attisdropped AND CASE
    WHEN a.attname = ANY (merged) THEN a.attnotnull OR a.attidentity <> '' OR a.attgenerated <> ''
    ELSE a.attname <> ALL (refs) AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' END
  ORDER BY a.attnum LIMIT 1;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = problem;
  END IF;
  SELECT pg_catalog.format('Nothing ensures that (%s) identifies a row of %s%s: there is no unique index over exactly that%s.',
    (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(c.name), ', ') FROM pg_catalog.unnest(wanted.columns) AS c (name)), wanted.relation, wanted.why,
    CASE WHEN wanted.strict THEN ' which refuses NULL' ELSE '' END)
  INTO problem
  FROM (VALUES (1, whole, keys, '', true), (2, part, sorted[pg_catalog.cardinality(sorted):], ', which the order of -OrderBy must end with', true)) AS wanted (place, relation, columns, why, strict)
  WHERE pg_catalog.cardinality(wanted.columns) > 0 AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = wanted.relation::pg_catalog.oid AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL
      AND i.indnkeyatts = pg_catalog.cardinality(wanted.columns)
      AND wanted.columns OPERATOR(pg_catalog.<@) ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = wanted.relation::pg_catalog.oid AND a.attnum = ANY ((i.indkey::smallint[])[0:(i.indnkeyatts - 1)]) AND a.attnotnull))
  ORDER BY wanted.place LIMIT 1;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_foreign_key', MESSAGE = problem, HINT = 'Name a unique key with -Key, or the columns of one at the end of -OrderBy; or make one with Add-MigrationUnique.';
  END IF;
  SELECT pg_catalog.format('%s.%I allows NULL and cannot be part of an order.', part, a.attname) INTO problem
  FROM pg_catalog.pg_attribute a WHERE a.attrelid = part::pg_catalog.oid AND a.attname = ANY (sorted) AND a.attnum > 0 AND NOT a.attnotnull LIMIT 1;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = problem;
  END IF;
  -- Rows are counted only where no key rules out what is counted.
  IF :multiple = 'Refuse' AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = part::pg_catalog.oid AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL
      AND i.indnkeyatts = pg_catalog.cardinality(refs)
      AND refs OPERATOR(pg_catalog.<@) ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = part::pg_catalog.oid AND a.attnum = ANY ((i.indkey::smallint[])[0:(i.indnkeyatts - 1)])))
  THEN
    EXECUTE pg_catalog.format('SELECT count(*), pg_catalog.string_agg(CASE WHEN several.place <= 5 THEN several.reference END, '', '' ORDER BY several.place)
      FROM (SELECT (%s)::text AS reference, pg_catalog.row_number() OVER () AS place FROM %s AS part WHERE pg_catalog.num_nulls(%1$s) = 0 GROUP BY %1$s HAVING count(*) > 1) AS several',
      ref, part) INTO found, samples;
    RAISE EXCEPTION USING ERRCODE = 'cardinality_violation',
      MESSAGE = CASE WHEN found > 0 THEN pg_catalog.format('%s rows of %s have several rows in %s, for example (%s) = %s.', found, whole, part, spelled, samples)
        ELSE pg_catalog.format('Nothing keeps a row of %s from getting several rows in %s.', whole, part) END,
      HINT = CASE WHEN found > 0 THEN pg_catalog.format('Say which of them is merged with -OnMultiple First or Last and -OrderBy, or take the others away and run Add-MigrationUnique %s %s first.', part, spelled)
        ELSE pg_catalog.format('Make it so first, with Add-MigrationUnique %s %s; or say which of several is merged with -OnMultiple First or Last and -OrderBy.', part, spelled) END;
  END IF;
  IF :orphans = 'Refuse' THEN
    EXECUTE pg_catalog.format('SELECT count(*), pg_catalog.string_agg(CASE WHEN lost.place <= 5 THEN lost.reference END, '', '' ORDER BY lost.place)
      FROM (SELECT coalesce((%s)::text, ''NULL'') AS reference, pg_catalog.row_number() OVER () AS place FROM %s AS part WHERE NOT EXISTS (SELECT FROM %s AS whole WHERE %s)) AS lost',
      ref, part, whole, matches) INTO found, samples;
    IF found > 0 THEN
      RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
        MESSAGE = pg_catalog.format('%s rows of %s belong to no row of %s, for example (%s) = %s.', found, part, whole, spelled, samples),
        HINT = 'Take them away, or have them kept in a table of their own with -OnOrphan Quarantine.';
    END IF;
  END IF;
  EXECUTE pg_catalog.format('ALTER TABLE %s ADD COLUMN %I boolean', whole, :flag);
  EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', whole, :flag, :comment);
END
