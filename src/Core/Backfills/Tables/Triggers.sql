-- The triggers of table $1 (oid) that fire when a row is updated ($2 = 16) or inserted ($2 = 4), and the columns each is limited to.
SELECT g.tgname::text,
       coalesce((SELECT pg_catalog.array_agg(t.attname::text) FROM pg_catalog.pg_attribute t
                 WHERE t.attrelid = g.tgrelid AND t.attnum = ANY (g.tgattr::int2[])), '{}'),
       g.tgtype & 1 = 1
FROM pg_catalog.pg_trigger g
WHERE g.tgrelid = $1::pg_catalog.oid AND NOT g.tgisinternal AND g.tgenabled IN ('O', 'A') AND g.tgtype & $2::int <> 0
ORDER BY g.tgname
