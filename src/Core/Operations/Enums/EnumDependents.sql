DECLARE
  enum pg_catalog.regtype := (:type)::pg_catalog.regtype;
  many pg_catalog.oid := (SELECT t.typarray FROM pg_catalog.pg_type t WHERE t.oid = (:type)::pg_catalog.regtype::pg_catalog.oid);
  successors pg_catalog.jsonb := (:successors)::pg_catalog.jsonb;
  path text := pg_catalog.current_setting('search_path');
  spelled text;
  blocked text;
BEGIN
  CREATE TEMPORARY TABLE schemamigrate_place (relation pg_catalog.oid, attribute pg_catalog.int2, other text);
  -- What is taken down (highest rank first) and put back (lowest rank first).
  CREATE TEMPORARY TABLE schemamigrate_dependent (rank pg_catalog.int4, what text, take text, put text);
  INSERT INTO pg_temp.schemamigrate_place
  SELECT a.attrelid, a.attnum, p.value ->> 'other'::text FROM pg_catalog.jsonb_array_elements((:columns)::pg_catalog.jsonb) p
  JOIN pg_catalog.pg_attribute a ON a.attrelid = (p.value ->> 'table'::text)::pg_catalog.regclass::pg_catalog.oid AND a.attname = p.value ->> 'column'::text
  WHERE NOT a.attisdropped AND a.atttypid IN (enum::pg_catalog.oid, many);
  SELECT pg_catalog.string_agg(pg_catalog.format('%s.%I', p.value ->> 'table'::text, p.value ->> 'column'::text), ', ') INTO blocked FROM pg_catalog.jsonb_array_elements((:columns)::pg_catalog.jsonb) p
  WHERE NOT EXISTS (SELECT FROM pg_temp.schemamigrate_place q JOIN pg_catalog.pg_attribute a ON a.attrelid = q.relation AND a.attnum = q.attribute
    WHERE q.relation = (p.value ->> 'table'::text)::pg_catalog.regclass::pg_catalog.oid AND a.attname = p.value ->> 'column'::text);
  IF blocked IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = pg_catalog.format('Not a column of the enum %s: %s.', enum, blocked), HINT = 'Correct -Column.';
  END IF;

  -- From here on every definition comes with its schema, and means the same wherever it is run.
  PERFORM pg_catalog.set_config('search_path', 'pg_catalog', true);
  spelled := pg_catalog.format_type(enum, NULL);

  CREATE TEMPORARY TABLE schemamigrate_use AS
  SELECT DISTINCT d.classid, d.objid, d.objsubid, d.refclassid = 'pg_type'::regclass::oid AS of_type
  FROM pg_catalog.pg_depend d
  WHERE d.refclassid = 'pg_type'::regclass::oid AND d.refobjid IN (enum::pg_catalog.oid, many) AND NOT (d.classid = 'pg_type'::regclass::oid AND d.objid = many)
    OR d.refclassid = 'pg_class'::regclass::oid AND (d.refobjid, d.refobjsubid) IN (SELECT p.relation, p.attribute FROM pg_temp.schemamigrate_place p);

  -- Views, and views on views; what they have besides their query comes back, too.
  CREATE TEMPORARY TABLE schemamigrate_view AS
  WITH RECURSIVE reached (id, depth) AS (
    SELECT r.ev_class, 1 FROM pg_temp.schemamigrate_use u JOIN pg_catalog.pg_rewrite r ON u.classid = 'pg_rewrite'::regclass::oid AND r.oid = u.objid
    UNION
    SELECT r.ev_class, n.depth + 1 FROM reached n JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_class'::regclass::oid AND d.refobjid = n.id AND d.classid = 'pg_rewrite'::regclass::oid
    JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid AND r.ev_class <> n.id
  )
  SELECT n.id, pg_catalog.max(n.depth)::pg_catalog.int4 AS depth, c.relkind FROM reached n JOIN pg_catalog.pg_class c ON c.oid = n.id GROUP BY n.id, c.relkind;

  WITH obstacle AS (
    SELECT CASE WHEN v.relkind = 'm' THEN 'materialized view ' ELSE 'a rule on ' END || v.id::regclass::text AS what FROM pg_temp.schemamigrate_view v WHERE v.relkind <> 'v'
    UNION ALL
    -- A column of the type that was not given. A partition's is given with its parent's.
    SELECT 'column ' || c.oid::regclass::text || '.' || pg_catalog.quote_ident(a.attname) FROM pg_temp.schemamigrate_use u
    JOIN pg_catalog.pg_class c ON u.classid = 'pg_class'::regclass::oid AND c.oid = u.objid JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.objsubid
    WHERE c.relkind IN ('r', 'p', 'f', 'c') AND u.objsubid > 0 AND a.attinhcount = 0
      AND NOT EXISTS (SELECT FROM pg_temp.schemamigrate_place p WHERE p.relation = c.oid AND p.attribute = a.attnum)
    UNION ALL
    SELECT 'inherited column ' || c.oid::regclass::text || '.' || pg_catalog.quote_ident(a.attname) || ' (give its parent)' FROM pg_temp.schemamigrate_place p
    JOIN pg_catalog.pg_class c ON c.oid = p.relation JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attribute WHERE a.attinhcount > 0
    UNION ALL
    SELECT 'the partition key of ' || u.objid::regclass::text FROM pg_temp.schemamigrate_use u JOIN pg_catalog.pg_class c ON c.oid = u.objid AND c.relkind IN ('r', 'p')
    WHERE u.classid = 'pg_class'::regclass::oid AND u.objsubid = 0
    UNION ALL
    SELECT 'the partition key of ' || p.relation::regclass::text FROM pg_temp.schemamigrate_place p JOIN pg_catalog.pg_partitioned_table k ON k.partrelid = p.relation
    WHERE p.attribute = ANY (k.partattrs)
    UNION ALL
    SELECT pg_catalog.pg_describe_object(u.classid, u.objid, u.objsubid) FROM pg_temp.schemamigrate_use u
    LEFT JOIN pg_catalog.pg_attrdef f ON u.classid = 'pg_attrdef'::regclass::oid AND f.oid = u.objid
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
    LEFT JOIN pg_catalog.pg_constraint k ON u.classid = 'pg_constraint'::regclass::oid AND k.oid = u.objid
    LEFT JOIN pg_catalog.pg_proc r ON u.classid = 'pg_proc'::regclass::oid AND r.oid = u.objid
    WHERE CASE u.classid
      WHEN 'pg_class'::regclass::oid THEN false
      WHEN 'pg_rewrite'::regclass::oid THEN false
      WHEN 'pg_policy'::regclass::oid THEN false
      WHEN 'pg_trigger'::regclass::oid THEN false
      WHEN 'pg_attrdef'::regclass::oid THEN (a.attgenerated <> '' OR NOT EXISTS (SELECT FROM pg_temp.schemamigrate_place p WHERE p.relation = a.attrelid AND p.attribute = a.attnum))
        AND NOT EXISTS (SELECT FROM pg_temp.schemamigrate_view v WHERE v.id = f.adrelid)
      WHEN 'pg_constraint'::regclass::oid THEN k.conrelid = '0' OR k.contype = 'f' OR k.contype NOT IN ('c', 'n', 'u') AND :mode <> 'in place'
        OR NOT EXISTS (SELECT FROM pg_temp.schemamigrate_place p WHERE p.relation = k.conrelid AND p.attribute = ANY (k.conkey))
      WHEN 'pg_proc'::regclass::oid THEN r.prokind NOT IN ('f', 'p')
      WHEN 'pg_statistic_ext'::regclass::oid THEN u.of_type OR :mode <> 'in place'
      ELSE true END
    UNION ALL
    SELECT 'the indexes of the partitioned table ' || p.relation::regclass::text FROM pg_temp.schemamigrate_place p
    WHERE :mode <> 'in place' AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = p.relation AND c.relkind = 'p')
      AND EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = p.relation AND p.attribute = ANY (i.indkey))
    UNION ALL
    SELECT pg_catalog.format('foreign key %I of %s', k.conname, k.conrelid::regclass) FROM pg_catalog.pg_constraint k JOIN pg_temp.schemamigrate_place p
    ON k.conrelid = p.relation AND p.attribute = ANY (k.conkey) OR k.confrelid = p.relation AND p.attribute = ANY (k.confkey) WHERE k.contype = 'f'
  )
  SELECT pg_catalog.string_agg(DISTINCT o.what, ', ') INTO blocked FROM obstacle o;
  IF blocked IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
      MESSAGE = pg_catalog.format('The values of %s cannot be changed yet: %s.', spelled, blocked),
      HINT = 'Give the columns that are missing; drop or change the rest in a revision before this one, and make it again after it.';
  END IF;

  -- Definitions write a literal with its backslashes as they are, which quote_literal does not.
  INSERT INTO pg_temp.schemamigrate_dependent
  SELECT 1, 'default of ' || p.relation::regclass::text || '.' || pg_catalog.quote_ident(a.attname),
    -- A column that steps aside keeps its default, for the day on which it comes back.
    CASE WHEN :mode <> 'online' THEN pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', p.relation::regclass, a.attname) END,
    CASE WHEN :mode <> 'back' OR NOT EXISTS (SELECT FROM pg_catalog.pg_attribute o WHERE o.attrelid = p.relation AND o.attname = p.other AND o.atthasdef) THEN
    pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', p.relation::regclass, a.attname, COALESCE(
      (SELECT pg_catalog.quote_literal(s.value) || '::' || spelled FROM pg_catalog.jsonb_each_text(successors) s
       WHERE pg_catalog.pg_get_expr(f.adbin, f.adrelid) = '''' || pg_catalog.replace(s.key, '''', '''''') || '''::' || spelled),
      pg_catalog.pg_get_expr(f.adbin, f.adrelid))) END
  FROM pg_temp.schemamigrate_place p JOIN pg_catalog.pg_attribute a ON a.attrelid = p.relation AND a.attnum = p.attribute
  JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum;

  IF :mode = 'in place' THEN
    INSERT INTO pg_temp.schemamigrate_dependent
    SELECT 2, 'constraint ' || pg_catalog.quote_ident(k.conname) || ' of ' || k.conrelid::regclass::text, pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname),
      pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_catalog.pg_get_constraintdef(k.oid))
        || COALESCE(pg_catalog.format(E';\nCOMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, k.conrelid::regclass, pg_catalog.obj_description(k.oid, 'pg_constraint')), '')
    FROM pg_catalog.pg_constraint k
    WHERE k.coninhcount = 0 AND (k.oid IN (SELECT u.objid FROM pg_temp.schemamigrate_use u WHERE u.of_type AND u.classid = 'pg_constraint'::regclass::oid)
      OR k.conindid IN (SELECT u.objid FROM pg_temp.schemamigrate_use u WHERE u.of_type AND u.classid = 'pg_class'::regclass::oid AND u.objsubid = 0) AND k.contype IN ('u', 'p', 'x'));
    INSERT INTO pg_temp.schemamigrate_dependent
    SELECT 3, 'index ' || c.oid::regclass::text, pg_catalog.format('DROP INDEX %s', c.oid::regclass), pg_catalog.pg_get_indexdef(c.oid)
        || CASE WHEN i.indisclustered THEN pg_catalog.format(E';\nALTER TABLE %s CLUSTER ON %I', i.indrelid::regclass, c.relname) ELSE '' END
        || COALESCE(pg_catalog.format(E';\nCOMMENT ON INDEX %s IS %L', c.oid::regclass, pg_catalog.obj_description(c.oid, 'pg_class')), '')
    FROM pg_temp.schemamigrate_use u JOIN pg_catalog.pg_class c ON u.classid = 'pg_class'::regclass::oid AND u.objsubid = 0 AND c.oid = u.objid AND c.relkind IN ('i', 'I') AND u.of_type
    JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
    WHERE NOT c.relispartition AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('u', 'p', 'x'));
  END IF;

  -- What the module itself made for the change knows the type by its identity, not by its name.
  INSERT INTO pg_temp.schemamigrate_dependent
  SELECT 4, 'function ' || r.oid::regprocedure, pg_catalog.format('DROP %s %s', CASE r.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, r.oid::regprocedure),
    pg_catalog.concat_ws(E';\n', pg_catalog.pg_get_functiondef(r.oid), pg_catalog.format('ALTER ROUTINE %s OWNER TO %I', r.oid::regprocedure, pg_catalog.pg_get_userbyid(r.proowner)),
      CASE WHEN r.proacl IS NOT NULL THEN pg_catalog.format('REVOKE ALL ON ROUTINE %s FROM PUBLIC, %I', r.oid::regprocedure, pg_catalog.pg_get_userbyid(r.proowner)) END,
      (SELECT pg_catalog.string_agg(pg_catalog.format('GRANT EXECUTE ON ROUTINE %s TO %s%s', r.oid::regprocedure,
         CASE WHEN x.grantee = '0' THEN 'PUBLIC' ELSE x.grantee::regrole::text END, CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), E';\n') FROM pg_catalog.aclexplode(r.proacl) x),
      pg_catalog.format('COMMENT ON ROUTINE %s IS %L', r.oid::regprocedure, pg_catalog.obj_description(r.oid, 'pg_proc')))
  FROM pg_catalog.pg_proc r
  WHERE r.oid IN (SELECT u.objid FROM pg_temp.schemamigrate_use u WHERE u.classid = 'pg_proc'::regclass::oid) AND COALESCE(pg_catalog.obj_description(r.oid, 'pg_proc'), '') NOT LIKE 'SchemaMigrate: %';

  INSERT INTO pg_temp.schemamigrate_dependent
  SELECT 4 + v.depth, 'view ' || c.oid::regclass::text, pg_catalog.format('DROP VIEW %s', c.oid::regclass),
    pg_catalog.concat_ws(E';\n',
      pg_catalog.format('CREATE VIEW %s%s AS %s', c.oid::regclass, ' WITH (' || pg_catalog.array_to_string(c.reloptions, ', ') || ')', pg_catalog.rtrim(pg_catalog.pg_get_viewdef(c.oid), ';')),
      pg_catalog.format('ALTER VIEW %s OWNER TO %I', c.oid::regclass, pg_catalog.pg_get_userbyid(c.relowner)),
      (SELECT pg_catalog.string_agg(pg_catalog.format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', c.oid::regclass, a.attname, pg_catalog.pg_get_expr(f.adbin, f.adrelid)), E';\n')
       FROM pg_catalog.pg_attrdef f JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum WHERE f.adrelid = c.oid),
      (SELECT pg_catalog.string_agg(pg_catalog.pg_get_ruledef(r.oid), E'\n') FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'),
      (SELECT pg_catalog.string_agg(pg_catalog.pg_get_triggerdef(t.oid), E';\n' ORDER BY t.tgname) FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),
      CASE WHEN c.relacl IS NOT NULL THEN pg_catalog.format('REVOKE ALL ON %s FROM PUBLIC, %I', c.oid::regclass, pg_catalog.pg_get_userbyid(c.relowner)) END,
      (SELECT pg_catalog.string_agg(pg_catalog.format('GRANT %s ON %s TO %s%s', x.privilege_type, c.oid::regclass,
         CASE WHEN x.grantee = '0' THEN 'PUBLIC' ELSE x.grantee::regrole::text END, CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), E';\n') FROM pg_catalog.aclexplode(c.relacl) x),
      (SELECT pg_catalog.string_agg(pg_catalog.format('GRANT %s (%I) ON %s TO %s%s', x.privilege_type, a.attname, c.oid::regclass,
         CASE WHEN x.grantee = '0' THEN 'PUBLIC' ELSE x.grantee::regrole::text END, CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), E';\n')
       FROM pg_catalog.pg_attribute a CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) x WHERE a.attrelid = c.oid AND a.attnum > 0),
      pg_catalog.format('COMMENT ON VIEW %s IS %L', c.oid::regclass, pg_catalog.obj_description(c.oid, 'pg_class')),
      (SELECT pg_catalog.string_agg(pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass, a.attname, pg_catalog.col_description(c.oid, a.attnum)), E';\n')
       FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND pg_catalog.col_description(c.oid, a.attnum) IS NOT NULL))
  FROM pg_temp.schemamigrate_view v JOIN pg_catalog.pg_class c ON c.oid = v.id;

  INSERT INTO pg_temp.schemamigrate_dependent
  SELECT 1000, pg_catalog.format('policy %I on %s', l.polname, l.polrelid::regclass), pg_catalog.format('DROP POLICY %I ON %s', l.polname, l.polrelid::regclass),
    pg_catalog.format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', l.polname, l.polrelid::regclass, CASE WHEN l.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
      CASE l.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
      (SELECT pg_catalog.string_agg(CASE WHEN o = '0' THEN 'PUBLIC' ELSE o::regrole::text END, ', ') FROM pg_catalog.unnest(l.polroles) o))
    || COALESCE(' USING (' || pg_catalog.pg_get_expr(l.polqual, l.polrelid) || ')', '') || COALESCE(' WITH CHECK (' || pg_catalog.pg_get_expr(l.polwithcheck, l.polrelid) || ')', '')
    || COALESCE(pg_catalog.format(E';\nCOMMENT ON POLICY %I ON %s IS %L', l.polname, l.polrelid::regclass, pg_catalog.obj_description(l.oid, 'pg_policy')), '')
  FROM pg_catalog.pg_policy l WHERE l.oid IN (SELECT u.objid FROM pg_temp.schemamigrate_use u WHERE u.classid = 'pg_policy'::regclass::oid);

  INSERT INTO pg_temp.schemamigrate_dependent
  SELECT 1001, pg_catalog.format('trigger %I on %s', t.tgname, t.tgrelid::regclass), pg_catalog.format('DROP TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass),
    pg_catalog.pg_get_triggerdef(t.oid)
    || CASE WHEN t.tgenabled <> 'O' THEN pg_catalog.format(E';\nALTER TABLE %s %s TRIGGER %I', t.tgrelid::regclass,
         CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname) ELSE '' END
    || COALESCE(pg_catalog.format(E';\nCOMMENT ON TRIGGER %I ON %s IS %L', t.tgname, t.tgrelid::regclass, pg_catalog.obj_description(t.oid, 'pg_trigger')), '')
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
  WHERE t.oid IN (SELECT u.objid FROM pg_temp.schemamigrate_use u WHERE u.classid = 'pg_trigger'::regclass::oid) AND NOT t.tgisinternal AND t.tgparentid = '0' AND c.relkind <> 'v';

  -- What speaks of a value that goes cannot come back as it was. Indexes and checks are named here too, whoever makes them again.
  SELECT pg_catalog.string_agg(DISTINCT s.what || ' speaks of ' || pg_catalog.quote_literal(g.value), ', ') INTO blocked
  FROM (
    SELECT d.what, d.put FROM pg_temp.schemamigrate_dependent d
    UNION ALL
    SELECT 'index ' || u.objid::regclass::text, pg_catalog.pg_get_indexdef(u.objid) FROM pg_temp.schemamigrate_use u JOIN pg_catalog.pg_class c ON c.oid = u.objid AND c.relkind IN ('i', 'I')
    WHERE u.classid = 'pg_class'::regclass::oid AND u.objsubid = 0
    UNION ALL
    SELECT pg_catalog.format('check %I of %s', k.conname, k.conrelid::regclass), pg_catalog.pg_get_constraintdef(k.oid) FROM pg_temp.schemamigrate_use u
    JOIN pg_catalog.pg_constraint k ON k.oid = u.objid AND k.contype = 'c' WHERE u.classid = 'pg_constraint'::regclass::oid
  ) s JOIN pg_catalog.jsonb_array_elements_text((:gone)::pg_catalog.jsonb) g
  ON EXISTS (SELECT FROM pg_catalog.unnest(pg_catalog.string_to_array(s.put || ' ', '''' || pg_catalog.replace(g.value, '''', '''''') || '''::' || spelled)) WITH ORDINALITY n (part, place)
    WHERE n.place > 1 AND n.part !~ '^[[:alnum:]_$"]');
  IF blocked IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
      MESSAGE = pg_catalog.format('A value of %s cannot go yet: %s.', spelled, blocked),
      HINT = 'Change what is named in a revision before this one; then run again.';
  END IF;

  DROP TABLE pg_temp.schemamigrate_use, pg_temp.schemamigrate_view;
  PERFORM pg_catalog.set_config('search_path', path, true);
END
