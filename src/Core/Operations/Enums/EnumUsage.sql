DECLARE
  place record;
  found record;
  key text;
BEGIN
  FOR place IN SELECT (p.value ->> 'table'::text)::pg_catalog.regclass AS relation, p.value ->> 'column'::text AS attribute, (p.value ->> 'many'::text)::pg_catalog.bool AS many
    FROM pg_catalog.jsonb_array_elements((:columns)::pg_catalog.jsonb) p
  LOOP
    -- A few rows are shown by their primary key, or by where they are.
    SELECT pg_catalog.string_agg(pg_catalog.format('%L, t.%I::text', a.attname::text || '=', a.attname), ', '' '', ' ORDER BY pg_catalog.array_position(i.indkey::pg_catalog.int2[], a.attnum)) INTO key
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = place.relation::pg_catalog.oid AND i.indisprimary;
    FOR found IN EXECUTE pg_catalog.format(
      'SELECT g.value, count(*) AS rows, (pg_catalog.array_agg(pg_catalog.concat(%s)))[1:3] AS sample FROM %s t%s JOIN pg_catalog.jsonb_array_elements_text(%L) g ON %s GROUP BY g.value ORDER BY g.value',
      COALESCE(key, '''ctid='', t.ctid::text'), place.relation, CASE WHEN place.many THEN pg_catalog.format(' CROSS JOIN LATERAL pg_catalog.unnest(t.%I::text[]) e', place.attribute) ELSE '' END,
      :gone, CASE WHEN place.many THEN 'e = g.value' ELSE pg_catalog.format('t.%I::text = g.value', place.attribute) END)
    LOOP
      RAISE EXCEPTION USING ERRCODE = 'check_violation',
        MESSAGE = pg_catalog.format('The value %L of %s cannot go: %s.%I has it in %s rows, for example %s.', found.value, :type, place.relation, place.attribute, found.rows,
          pg_catalog.array_to_string(found.sample, '; ')),
        HINT = :hint;
    END LOOP;
  END LOOP;
END
