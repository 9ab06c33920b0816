SELECT CASE c.relkind WHEN 'I' THEN 'DROP INDEX ' ELSE 'DROP INDEX CONCURRENTLY ' END || c.oid::pg_catalog.regclass::text
FROM pg_catalog.jsonb_array_elements_text((:names)::pg_catalog.jsonb) WITH ORDINALITY n (name, place)
JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(n.name)::pg_catalog.oid
ORDER BY n.place
