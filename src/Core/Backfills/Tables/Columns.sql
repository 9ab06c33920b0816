-- The columns of table $1, with what decides whether an update may name them.
SELECT t.attname::text,
       t.attgenerated <> '',
       t.attidentity = 'a',
       pg_catalog.has_column_privilege(t.attrelid, t.attnum, 'UPDATE'),
       EXISTS (SELECT FROM pg_catalog.pg_trigger g WHERE g.tgrelid = t.attrelid AND NOT g.tgisinternal AND g.tgenabled IN ('O', 'A')
               AND g.tgtype & 16 = 16 AND t.attnum = ANY (g.tgattr::int2[])),
       coalesce(t.attnum = ANY (pg_catalog.string_to_array(p.partattrs::text, ' ')::int2[]), false)
FROM pg_catalog.pg_attribute t
LEFT JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = t.attrelid
WHERE t.attrelid = $1::pg_catalog.oid AND t.attnum > 0 AND NOT t.attisdropped
ORDER BY t.attnum
