-- Sequences. Their position is data and left out. $1: schemas to leave out (text[]).
SELECT 'Sequence', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), NULL, pg_catalog.json_strip_nulls(pg_catalog.row_to_json(x))::pg_catalog.text
FROM pg_catalog.pg_sequence AS s
JOIN pg_catalog.pg_class AS c ON c.oid = s.seqrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
    SELECT
        pg_catalog.format_type(s.seqtypid, NULL) AS type,
        s.seqstart::pg_catalog.text AS start,
        s.seqincrement::pg_catalog.text AS increment,
        s.seqmin::pg_catalog.text AS minimum,
        s.seqmax::pg_catalog.text AS maximum,
        s.seqcache::pg_catalog.text AS cache,
        CASE WHEN s.seqcycle THEN 'yes' END AS cycle,
        (SELECT d.refobjid::pg_catalog.regclass::pg_catalog.text || '.' || pg_catalog.quote_ident(a.attname) FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0) AS owned_by,
        (SELECT 'yes' FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'i' AND d.refobjsubid > 0) AS identity,
        pg_catalog.pg_get_userbyid(c.relowner) AS owner,
        (SELECT pg_catalog.string_agg(e, ' ' ORDER BY e COLLATE "C") FROM pg_catalog.unnest(COALESCE(c.relacl, pg_catalog.acldefault('s', c.relowner))::pg_catalog.text[]) AS e) AS grants,
        pg_catalog.obj_description(c.oid, 'pg_class') AS comment
) AS x
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND n.nspname <> ALL ($1::pg_catalog.text[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e');
