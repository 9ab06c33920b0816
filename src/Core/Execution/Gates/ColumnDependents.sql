-- What the catalog says depends on a column ($1 table, $2 column), of the table itself and of its partitions and children: views, rules,
-- indexes, constraints, policies, generated columns, triggers, publications, statistics, functions whose body is SQL. What belongs to the
-- column itself does not count: its default, its sequence, its NOT NULL. Copies that partitions inherit count once, with the original.
WITH RECURSIVE family (oid) AS (
    SELECT $1::int8::oid
    UNION
    SELECT i.inhrelid FROM family JOIN pg_catalog.pg_inherits AS i ON i.inhparent = family.oid
), columns AS (
    SELECT a.attrelid, a.attnum
    FROM family
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = family.oid AND a.attname = $2 AND a.attnum > 0 AND NOT a.attisdropped
), dependent AS (
    SELECT DISTINCT d.classid, d.objid, d.objsubid
    FROM columns AS c
    JOIN pg_catalog.pg_depend AS d
      ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.refobjid = c.attrelid AND d.refobjsubid = c.attnum
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attrdef AS own WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass::pg_catalog.oid
                      AND own.oid = d.objid AND own.adrelid = c.attrelid AND own.adnum = c.attnum)
)
SELECT coalesce(
           (SELECT v.type || ' ' || v.identity
            FROM pg_catalog.pg_rewrite AS r
            CROSS JOIN LATERAL pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, r.ev_class, 0) AS v
            WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid AND r.oid = d.objid AND r.rulename = '_RETURN'),
           (SELECT 'generated column ' || t.identity || '.' || pg_catalog.quote_ident(a.attname)
            FROM pg_catalog.pg_attrdef AS f
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
            CROSS JOIN LATERAL pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, f.adrelid, 0) AS t
            WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass::pg_catalog.oid AND f.oid = d.objid),
           o.type || ' ' || o.identity) AS what,
       EXISTS (SELECT FROM pg_catalog.pg_description AS note
               WHERE note.classoid = d.classid AND note.objoid = d.objid AND note.objsubid = 0 AND note.description LIKE 'SchemaMigrate:%') AS ours
FROM dependent AS d
CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) AS o
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND c.oid = d.objid
                  AND (c.relkind = 'S' OR c.relispartition))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass::pg_catalog.oid AND c.oid = d.objid
                  AND (c.contype = 'n' OR c.conparentid <> 0 OR c.coninhcount > 0))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass::pg_catalog.oid AND t.oid = d.objid
                  AND (t.tgisinternal OR t.tgparentid <> 0))
ORDER BY 1
