-- Sequences that columns of tables own. $1: oids of the tables (int8[]).
SELECT d.refobjid::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM pg_catalog.pg_depend AS d
JOIN pg_catalog.pg_sequence AS s ON s.seqrelid = d.objid
JOIN pg_catalog.pg_class AS c ON c.oid = s.seqrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
CROSS JOIN LATERAL (
    SELECT
        n.nspname AS schema,
        c.relname AS name,
        a.attname AS column,
        pg_catalog.format_type(a.atttypid, a.atttypmod) AS column_type,
        pg_catalog.format_type(s.seqtypid, NULL) AS type,
        s.seqmax AS maximum,
        s.seqincrement AS increment,
        s.seqcycle AS cycles,
        CASE WHEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT') OR pg_catalog.has_sequence_privilege(c.oid, 'USAGE')
             THEN pg_catalog.pg_sequence_last_value(c.oid) END AS last_value
) AS x
WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.refobjid = ANY ($1::pg_catalog.oid[]) AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
ORDER BY d.refobjid, d.refobjsubid;
