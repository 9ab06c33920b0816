DECLARE
  relation pg_catalog.regclass := (:table)::pg_catalog.regclass;
  source pg_catalog.pg_class;
  keys text[] := ARRAY(SELECT pg_catalog.jsonb_array_elements_text((:keys)::pg_catalog.jsonb));
  names text[] := ARRAY(SELECT pg_catalog.jsonb_array_elements_text((:references)::pg_catalog.jsonb));
  moved text[] := ARRAY(SELECT pg_catalog.jsonb_array_elements_text((:columns)::pg_catalog.jsonb));
  elements text;
  problem text;
  privilege record;
  target pg_catalog.regclass;
BEGIN
  SELECT c.* INTO source FROM pg_catalog.pg_class c WHERE c.oid = relation::pg_catalog.oid;
  IF source.relkind <> 'r' THEN
    RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = pg_catalog.format('%s is not an ordinary table; views, foreign and partitioned tables cannot be split.', relation);
  END IF;
  IF pg_catalog.to_regclass(:into) IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'duplicate_table', MESSAGE = pg_catalog.format('%s exists already. The split creates the table that the columns of %s move to.', pg_catalog.to_regclass(:into), relation),
      HINT = pg_catalog.format('Choose another name with -Into, or rename or drop that table first. Two tables that are there already are kept equal by Sync-MigrationTable %s %s.', relation, pg_catalog.to_regclass(:into));
  END IF;
  SELECT pg_catalog.format('%s has no column %I.', relation, wanted.name) INTO problem FROM pg_catalog.unnest(pg_catalog.array_cat(keys, moved)) AS wanted (name)
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = relation::pg_catalog.oid AND a.attname = wanted.name AND a.attnum > 0 AND NOT a.attisdropped) LIMIT 1;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = problem;
  END IF;
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = relation::pg_catalog.oid AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL
      AND (SELECT pg_catalog.array_agg(a.attname::text ORDER BY a.attname::text COLLATE "C") FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = relation::pg_catalog.oid AND a.attnum = ANY ((i.indkey::smallint[])[0:(i.indnkeyatts - 1)]) AND a.attnotnull)
      OPERATOR(pg_catalog.=) (SELECT pg_catalog.array_agg(k.name ORDER BY k.name COLLATE "C") FROM pg_catalog.unnest(keys) AS k (name))
      AND i.indnkeyatts = pg_catalog.cardinality(keys)
  ) THEN
    SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY pg_catalog.array_position(i.indkey::smallint[], a.attnum)) INTO elements
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::smallint[]) WHERE i.indrelid = relation::pg_catalog.oid AND i.indisprimary;
    RAISE EXCEPTION USING ERRCODE = 'invalid_foreign_key',
      MESSAGE = pg_catalog.format('Nothing ensures that (%s) identifies a row of %s: there is no primary key and no unique index over exactly that which refuses NULL.',
        (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(k.name), ', ') FROM pg_catalog.unnest(keys) AS k (name)), relation),
      HINT = CASE WHEN elements IS NULL THEN pg_catalog.format('The table has no primary key: give it one with Add-MigrationPrimaryKey %s, or name a unique key with -Key.', relation)
        ELSE pg_catalog.format('Its primary key is (%s): give that with -Key %s.', elements, elements) END;
  END IF;
  SELECT CASE
      WHEN a.attnotnull THEN pg_catalog.format('%s.%I refuses NULL. New code leaves it out, because it writes the other table: allow NULL first, with Set-MigrationColumn %1$s %2$I -Nullable.', relation, a.attname)
      ELSE pg_catalog.format('%s.%I is an identity or generated column, which cannot be kept equal to another one.', relation, a.attname) END
  INTO problem FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = relation::pg_catalog.oid AND a.attname = ANY (moved) AND a.attnum > 0 AND (a.attnotnull OR a.attidentity <> '' OR a.attgenerated <> '') LIMIT 1;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = problem;
  END IF;
  SELECT pg_catalog.string_agg(pg_catalog.format('%I %s%s NOT NULL', names[k.place], pg_catalog.format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attcollation <> '0' AND a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::pg_catalog.regcollation::text ELSE '' END), ', ' ORDER BY k.place)
  INTO elements FROM pg_catalog.unnest(keys) WITH ORDINALITY AS k (name, place)
  JOIN pg_catalog.pg_attribute a ON a.attrelid = relation::pg_catalog.oid AND a.attname = k.name JOIN pg_catalog.pg_type t ON t.oid = a.atttypid;
  EXECUTE pg_catalog.format('CREATE TABLE %s (%s, CONSTRAINT %I PRIMARY KEY (%s))', :into, elements, :primary,
    (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(n.name), ', ' ORDER BY n.place) FROM pg_catalog.unnest(names) WITH ORDINALITY AS n (name, place)));
  target := (:into)::pg_catalog.regclass;
  -- Who may do what with the rows goes with them.
  IF source.relowner <> (SELECT c.relowner FROM pg_catalog.pg_class c WHERE c.oid = target::pg_catalog.oid) THEN
    EXECUTE pg_catalog.format('ALTER TABLE %s OWNER TO %s', target, source.relowner::pg_catalog.regrole);
  END IF;
  FOR privilege IN SELECT x.* FROM pg_catalog.aclexplode(source.relacl) AS x WHERE x.grantee <> source.relowner LOOP
    EXECUTE pg_catalog.format('GRANT %s ON %s TO %s%s', privilege.privilege_type, target,
      CASE WHEN privilege.grantee = '0' THEN 'PUBLIC' ELSE privilege.grantee::pg_catalog.regrole::text END,
      CASE WHEN privilege.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
  END LOOP;
  IF source.relrowsecurity THEN
    EXECUTE pg_catalog.format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  END IF;
END
