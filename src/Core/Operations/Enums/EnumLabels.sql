DECLARE
  present pg_catalog.jsonb;
BEGIN
  SELECT COALESCE(pg_catalog.jsonb_agg(e.enumlabel ORDER BY e.enumsortorder), '[]') INTO present FROM pg_catalog.pg_enum e WHERE e.enumtypid = (:type)::pg_catalog.regtype::pg_catalog.oid;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.oid = (:type)::pg_catalog.regtype::pg_catalog.oid AND t.typtype = 'e') THEN
    RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = pg_catalog.format('%s is not an enum.', (:type)::pg_catalog.regtype);
  END IF;
  IF present <> (:from)::pg_catalog.jsonb THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
      MESSAGE = pg_catalog.format('%s has the values %s, and not %s as -From says.', (:type)::pg_catalog.regtype, present, :from),
      HINT = 'Give -From the values that the type has, in their order.';
  END IF;
END
