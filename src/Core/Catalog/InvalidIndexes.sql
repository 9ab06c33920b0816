-- Indexes of this database that are not valid, with the build that is at them now.
SELECT 0::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM (
    SELECT n.nspname AS schema, c.relname AS name, i.indrelid::pg_catalog.regclass::pg_catalog.text AS "table", b.pid AS built_by
    FROM pg_catalog.pg_index AS i
    JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid AND c.relkind = 'i'
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_stat_progress_create_index AS b ON b.index_relid = i.indexrelid
    WHERE NOT i.indisvalid AND n.nspname <> 'pg_toast'
    ORDER BY 1, 2
) AS x;
