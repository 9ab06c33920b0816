-- Indexes. $1: schemas to leave out (text[]).
SELECT 'Index', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(i.relname), (SELECT pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(c.relname) FROM pg_catalog.pg_namespace AS tn WHERE tn.oid = c.relnamespace), pg_catalog.json_strip_nulls(pg_catalog.row_to_json(p))::pg_catalog.text
FROM pg_catalog.pg_index AS x
JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_class AS c ON c.oid = x.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = i.relnamespace
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.pg_get_indexdef(x.indexrelid) AS definition,
        CASE WHEN NOT x.indisvalid THEN 'no' END AS valid,
        CASE WHEN NOT x.indisready THEN 'no' END AS ready,
        (SELECT k.conname FROM pg_catalog.pg_constraint AS k WHERE k.conindid = x.indexrelid AND k.conrelid = x.indrelid AND k.contype IN ('p', 'u', 'x')) AS constraint_name,
        CASE WHEN x.indisreplident THEN 'yes' END AS replica_identity,
        CASE WHEN x.indisclustered THEN 'yes' END AS clustered,
        (SELECT h.inhparent::pg_catalog.regclass::pg_catalog.text FROM pg_catalog.pg_inherits AS h WHERE h.inhrelid = x.indexrelid) AS parent,
        pg_catalog.array_to_string(i.reloptions, ', ') AS options,
        (SELECT s.spcname FROM pg_catalog.pg_tablespace AS s WHERE s.oid = i.reltablespace) AS tablespace,
        pg_catalog.obj_description(i.oid, 'pg_class') AS comment
) AS p
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND n.nspname <> ALL ($1::pg_catalog.text[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e');
