-- Columns of tables, views and their like. The position counts live columns, so that a column that was dropped and added again at the end is back in its place. $1: schemas to leave out (text[]).
SELECT 'Column', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) || '.' || pg_catalog.quote_ident(a.attname), pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), pg_catalog.json_strip_nulls(pg_catalog.row_to_json(x))::pg_catalog.text
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
CROSS JOIN LATERAL (
    SELECT
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute AS b WHERE b.attrelid = a.attrelid AND b.attnum > 0 AND b.attnum <= a.attnum AND NOT b.attisdropped)::pg_catalog.text AS position,
        pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
        (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(o.collname) FROM pg_catalog.pg_collation AS o JOIN pg_catalog.pg_namespace AS cn ON cn.oid = o.collnamespace JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid WHERE o.oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation,
        CASE WHEN a.attnotnull THEN 'yes' END AS not_null,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS "default",
        CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END AS generated,
        CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS identity,
        CASE WHEN a.attstorage <> (SELECT t.typstorage FROM pg_catalog.pg_type AS t WHERE t.oid = a.atttypid) THEN a.attstorage::pg_catalog.text END AS storage,
        NULLIF(pg_catalog.to_jsonb(a) ->> 'attcompression', '') AS compression,
        CASE WHEN COALESCE((pg_catalog.to_jsonb(a) ->> 'attstattarget')::pg_catalog.int4, -1) >= 0 THEN pg_catalog.to_jsonb(a) ->> 'attstattarget' END AS statistics,
        CASE WHEN NOT a.attislocal THEN 'yes' END AS inherited,
        pg_catalog.array_to_string(a.attoptions, ', ') AS options,
        pg_catalog.array_to_string(a.attacl, ' ') AS grants,
        pg_catalog.col_description(a.attrelid, a.attnum) AS comment
) AS x
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND n.nspname <> ALL ($1::pg_catalog.text[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e');
