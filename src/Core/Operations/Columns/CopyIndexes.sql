SELECT pg_catalog.format('CREATE %sINDEX CONCURRENTLY %I ON %s%s', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, 'zz_' || pg_catalog.md5(c.relname), (:table)::pg_catalog.regclass,
  $definition$('index', i.indexrelid))
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attname = :from
WHERE i.indrelid = (:table)::pg_catalog.regclass::pg_catalog.oid AND NOT i.indisprimary AND NOT i.indisexclusion AND i.indisvalid AND c.relname::text !~ '^zz_[0-9a-f]{32}$'
  AND (a.attnum = ANY (i.indkey) OR EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.objid = i.indexrelid
    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.refobjid = i.indrelid AND d.refobjsubid = a.attnum))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_index o JOIN pg_catalog.pg_class p ON p.oid = o.indexrelid
    WHERE o.indrelid = i.indrelid AND p.relname = 'zz_' || pg_catalog.md5(c.relname) AND o.indisvalid AND o.indisready)
ORDER BY c.relname
