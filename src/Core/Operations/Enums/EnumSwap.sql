DECLARE
  place record;
  pair record;
  kept text;
BEGIN
  FOR place IN
    SELECT a.attrelid::pg_catalog.regclass AS relation, (SELECT c.relnamespace::pg_catalog.regnamespace FROM pg_catalog.pg_class c WHERE c.oid = a.attrelid) AS schema, a.attname AS present, a.attnum AS present_number, p.value ->> 'away'::text AS away, b.attname AS fresh, b.attnum AS fresh_number, b.attnotnull AS required, p.value ->> 'spare'::text AS spare,
      (SELECT k.conname FROM pg_catalog.pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey OPERATOR(pg_catalog.=) ARRAY[a.attnum]) AS present_rule,
      (SELECT k.conname FROM pg_catalog.pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey OPERATOR(pg_catalog.=) ARRAY[b.attnum]) AS fresh_rule
    FROM pg_catalog.jsonb_array_elements((:columns)::pg_catalog.jsonb) p
    JOIN pg_catalog.pg_attribute a ON a.attrelid = (p.value ->> 'table'::text)::pg_catalog.regclass::pg_catalog.oid AND a.attname = p.value ->> 'column'::text
    JOIN pg_catalog.pg_attribute b ON b.attrelid = a.attrelid AND b.attname = p.value ->> 'fresh'::text
  LOOP
    -- Indexes and constraints of the present column give their names to those that were made for the fresh one.
    FOR pair IN
      SELECT o.kind, o.name, o.comment, 'zz_' || pg_catalog.md5(o.name) AS other, o.kind = 'index' AS is_index,
        CASE o.kind WHEN 'index' THEN EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = place.relation::pg_catalog.oid AND c.relname = 'zz_' || pg_catalog.md5(o.name) AND i.indisvalid)
          ELSE EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conrelid = place.relation::pg_catalog.oid AND k.conname = 'zz_' || pg_catalog.md5(o.name) AND k.convalidated) END AS is_there
      FROM (
        SELECT 'index' AS kind, c.relname AS name, pg_catalog.obj_description(c.oid, 'pg_class') AS comment FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = place.relation::pg_catalog.oid AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('u', 'p', 'x'))
          AND (place.present_number = ANY (i.indkey) OR EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.objid = i.indexrelid
            AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.refobjid = place.relation::pg_catalog.oid AND d.refobjsubid = place.present_number))
        UNION ALL
        SELECT 'constraint', k.conname, pg_catalog.obj_description(k.oid, 'pg_constraint') FROM pg_catalog.pg_constraint k WHERE k.conrelid = place.relation::pg_catalog.oid AND k.contype IN ('c', 'u') AND place.present_number = ANY (k.conkey)
      ) o
      WHERE o.name::text !~ '^zz_[0-9a-f]{32}$'
    LOOP
      IF NOT pair.is_there THEN
        CONTINUE WHEN (:strict)::pg_catalog.bool IS FALSE;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
          MESSAGE = pg_catalog.format('The %s %I of %s has no counterpart for the new values yet: it was made after the migrate phase.', pair.kind, pair.name, place.relation),
          HINT = 'Drop it, or undo the migrate phase and apply it again.';
      END IF;
      kept := 'zz_swap_' || pg_catalog.md5(pair.name);
      IF pair.is_index THEN
        EXECUTE pg_catalog.format('ALTER INDEX %s.%I RENAME TO %I', place.schema, pair.name, kept);
        EXECUTE pg_catalog.format('ALTER INDEX %s.%I RENAME TO %I', place.schema, pair.other, pair.name);
        EXECUTE pg_catalog.format('ALTER INDEX %s.%I RENAME TO %I', place.schema, kept, pair.other);
        EXECUTE pg_catalog.format('COMMENT ON INDEX %s.%I IS %L', place.schema, pair.name, pair.comment);
        EXECUTE pg_catalog.format('COMMENT ON INDEX %s.%I IS NULL', place.schema, pair.other);
      ELSE
        EXECUTE pg_catalog.format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', place.relation, pair.name, kept);
        EXECUTE pg_catalog.format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', place.relation, pair.other, pair.name);
        EXECUTE pg_catalog.format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', place.relation, kept, pair.other);
        EXECUTE pg_catalog.format('COMMENT ON CONSTRAINT %I ON %s IS %L', pair.name, place.relation, pair.comment);
        EXECUTE pg_catalog.format('COMMENT ON CONSTRAINT %I ON %s IS NULL', pair.other, place.relation);
      END IF;
    END LOOP;
    IF place.required THEN
      EXECUTE pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', place.relation, place.present);
    END IF;
    -- From PostgreSQL 18 on, NOT NULL is a constraint with a name.
    IF place.fresh_rule IS NOT NULL AND place.present_rule IS NOT NULL THEN
      EXECUTE pg_catalog.format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', place.relation, place.fresh_rule, place.present_rule);
    ELSIF place.present_rule IS NOT NULL THEN
      EXECUTE pg_catalog.format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', place.relation, place.present_rule, place.spare);
    END IF;
    EXECUTE pg_catalog.format('ALTER TABLE %s RENAME COLUMN %I TO %I', place.relation, place.present, place.away);
    EXECUTE pg_catalog.format('ALTER TABLE %s RENAME COLUMN %I TO %I', place.relation, place.fresh, place.present);
  END LOOP;
  EXECUTE pg_catalog.format('ALTER TYPE %s RENAME TO %I', (:type)::pg_catalog.regtype, :away);
  EXECUTE pg_catalog.format('ALTER TYPE %s RENAME TO %I', (:fresh)::pg_catalog.regtype, :name);
END
