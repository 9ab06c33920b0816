-- What needs a table or its columns, as pg_depend knows it. $1: oids of the relations (int8[]).
WITH RECURSIVE needed (root, relation, columns, object_class, object, level) AS (
    SELECT
        d.refobjid, d.refobjid, pg_catalog.array_agg(DISTINCT d.refobjsubid) FILTER (WHERE d.refobjsubid > 0), d.classid, d.objid, 1
    FROM pg_catalog.pg_depend AS d
    WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = ANY ($1::pg_catalog.oid[])
      AND d.deptype IN ('n', 'a')
      AND d.classid IN (
          'pg_catalog.pg_rewrite'::pg_catalog.regclass, 'pg_catalog.pg_policy'::pg_catalog.regclass,
          'pg_catalog.pg_publication_rel'::pg_catalog.regclass, 'pg_catalog.pg_proc'::pg_catalog.regclass,
          'pg_catalog.pg_statistic_ext'::pg_catalog.regclass, 'pg_catalog.pg_trigger'::pg_catalog.regclass,
          'pg_catalog.pg_attrdef'::pg_catalog.regclass)
      AND NOT (d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
               AND EXISTS (SELECT FROM pg_catalog.pg_rewrite AS own WHERE own.oid = d.objid AND own.ev_class = d.refobjid AND own.rulename = '_RETURN'))
    GROUP BY d.refobjid, d.classid, d.objid
),
views (root, relation, level) AS (
    SELECT n.root, w.ev_class, 1
    FROM needed AS n JOIN pg_catalog.pg_rewrite AS w ON n.object_class = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND w.oid = n.object AND w.ev_class <> n.root
    UNION
    SELECT v.root, w.ev_class, v.level + 1
    FROM views AS v
    JOIN pg_catalog.pg_depend AS d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = v.relation
        AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.deptype = 'n'
    JOIN pg_catalog.pg_rewrite AS w ON w.oid = d.objid AND w.ev_class <> v.relation
    WHERE v.level < 20
),
found AS (
    SELECT
        n.root, n.columns,
        CASE n.object_class
            WHEN 'pg_catalog.pg_rewrite'::pg_catalog.regclass THEN
                CASE WHEN c.oid = n.root THEN 'Rule' WHEN c.relkind = 'm' THEN 'MaterializedView' WHEN c.relkind = 'v' THEN 'View' ELSE 'Rule' END
            WHEN 'pg_catalog.pg_policy'::pg_catalog.regclass THEN 'Policy'
            WHEN 'pg_catalog.pg_publication_rel'::pg_catalog.regclass THEN 'Publication'
            WHEN 'pg_catalog.pg_proc'::pg_catalog.regclass THEN 'Function'
            WHEN 'pg_catalog.pg_trigger'::pg_catalog.regclass THEN 'Trigger'
            WHEN 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass THEN 'Statistics'
            ELSE 'GeneratedColumn'
        END AS kind,
        COALESCE(
            CASE WHEN n.object_class = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND w.rulename = '_RETURN'
                 THEN pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(c.relname) END,
            (SELECT o.identity FROM pg_catalog.pg_identify_object(n.object_class, n.object, 0) AS o)) AS name,
        1 AS level
    FROM needed AS n
    LEFT JOIN pg_catalog.pg_rewrite AS w ON n.object_class = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND w.oid = n.object
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = w.ev_class
    LEFT JOIN pg_catalog.pg_namespace AS cn ON cn.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_attrdef AS own ON n.object_class = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND own.oid = n.object
    LEFT JOIN pg_catalog.pg_attribute AS oc ON oc.attrelid = own.adrelid AND oc.attnum = own.adnum
    -- A default depends on its own column; only a generated column is a dependent of others.
    WHERE own.oid IS NULL OR (oc.attgenerated <> '' AND own.adrelid = n.root)
    UNION ALL
    SELECT v.root, NULL, CASE c.relkind WHEN 'm' THEN 'MaterializedView' ELSE 'View' END,
        pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(c.relname), v.level
    FROM views AS v
    JOIN pg_catalog.pg_class AS c ON c.oid = v.relation
    JOIN pg_catalog.pg_namespace AS cn ON cn.oid = c.relnamespace
    WHERE v.level > 1
    UNION ALL
    SELECT r.oid, NULL, 'Publication', p.pubname, 1
    FROM pg_catalog.pg_class AS r
    JOIN pg_catalog.pg_publication AS p ON p.puballtables
    WHERE r.oid = ANY ($1::pg_catalog.oid[]) AND r.relkind IN ('r', 'p')
    UNION ALL
    SELECT r.oid, ARRAY[a.attnum]::pg_catalog.int4[], 'PartitionKey', r.relname, 1
    FROM pg_catalog.pg_class AS r
    JOIN pg_catalog.pg_partitioned_table AS pt ON pt.partrelid = r.oid
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = ANY (pt.partattrs::pg_catalog.int2[])
    WHERE r.oid = ANY ($1::pg_catalog.oid[])
    UNION ALL
    SELECT t.typrelid, NULL, 'RowTypeColumn', u.attrelid::pg_catalog.regclass::pg_catalog.text || '.' || u.attname, 1
    FROM pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_attribute AS u ON u.atttypid IN (t.oid, t.typarray) AND NOT u.attisdropped AND u.attnum > 0
    JOIN pg_catalog.pg_class AS uc ON uc.oid = u.attrelid AND uc.relkind IN ('r', 'p', 'm', 'f', 'c')
    WHERE t.typrelid = ANY ($1::pg_catalog.oid[])
)
SELECT f.root::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM found AS f
CROSS JOIN LATERAL (
    SELECT
        f.kind, f.name, f.level,
        COALESCE((SELECT pg_catalog.json_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
         WHERE a.attrelid = f.root AND a.attnum = ANY (f.columns)), '[]') AS columns
) AS x
ORDER BY f.root, f.level, f.kind, f.name;
