-- Columns, dropped ones left out. $1: oids of relations (int8[]).
SELECT a.attrelid::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_catalog.pg_collation AS o ON o.oid = a.attcollation AND a.attcollation <> t.typcollation
CROSS JOIN LATERAL (
    SELECT
        a.attname AS name,
        a.attnum AS number,
        pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
        tn.nspname AS type_schema,
        t.typname AS type_name,
        a.atttypmod AS modifier,
        t.typtype AS type_class,
        t.typcategory AS type_category,
        CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END AS base_type,
        a.attnotnull AS not_null,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS "default",
        a.attgenerated AS generated,
        a.attidentity AS identity,
        o.collname AS collation,
        a.attislocal AS is_local,
        pg_catalog.pg_get_serial_sequence(a.attrelid::pg_catalog.regclass::pg_catalog.text, a.attname) AS sequence
) AS x
WHERE a.attrelid = ANY ($1::pg_catalog.oid[]) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum;
