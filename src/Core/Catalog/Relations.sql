-- Relations themselves. $1: oids (int8[]). Sizes and rows of a partitioned or inherited table are the sums over its descendants.
WITH RECURSIVE tree (root, relation, level) AS (
    SELECT c.oid, c.oid, 0 FROM pg_catalog.pg_class AS c WHERE c.oid = ANY ($1::pg_catalog.oid[])
    UNION ALL
    SELECT t.root, h.inhrelid, t.level + 1 FROM tree AS t JOIN pg_catalog.pg_inherits AS h ON h.inhparent = t.relation
),
member AS (
    SELECT
        t.root, t.level, c.oid, c.relkind, c.relpartbound, c.relname, c.relnamespace, c.relpages, c.reltuples,
        CASE WHEN c.relkind IN ('r', 'm', 't') THEN pg_catalog.pg_relation_size(c.oid) ELSE 0 END AS heap_bytes,
        CASE WHEN c.relkind IN ('r', 'm', 't') THEN pg_catalog.pg_table_size(c.oid) ELSE 0 END AS table_bytes,
        CASE WHEN c.relkind IN ('r', 'm', 't') THEN pg_catalog.pg_indexes_size(c.oid) ELSE 0 END AS index_bytes
    FROM tree AS t
    JOIN pg_catalog.pg_class AS c ON c.oid = t.relation
),
estimated AS (
    SELECT
        m.*,
        CASE
            WHEN m.heap_bytes = 0 THEN 0
            WHEN m.reltuples > 0 AND m.relpages > 0
                THEN m.reltuples / m.relpages * (m.heap_bytes / pg_catalog.current_setting('block_size')::pg_catalog.int4)
            -- Never analysed: what the statistics collector saw, else a hundred bytes a row.
            ELSE COALESCE(NULLIF(pg_catalog.pg_stat_get_live_tuples(m.oid), 0), m.heap_bytes / 100)
        END AS rows
    FROM member AS m
),
summed AS (
    SELECT
        e.root,
        pg_catalog.sum(e.heap_bytes)::pg_catalog.int8 AS heap_bytes,
        pg_catalog.sum(e.table_bytes)::pg_catalog.int8 AS table_bytes,
        pg_catalog.sum(e.index_bytes)::pg_catalog.int8 AS index_bytes,
        pg_catalog.sum(e.rows)::pg_catalog.int8 AS rows,
        pg_catalog.json_agg(pg_catalog.json_build_object(
            'schema', n.nspname, 'name', e.relname, 'level', e.level, 'is_leaf', e.relkind NOT IN ('p', 'I'),
            'is_default', COALESCE(pg_catalog.pg_get_expr(e.relpartbound, e.oid) = 'DEFAULT', false),
            'bytes', e.table_bytes + e.index_bytes, 'rows', e.rows::pg_catalog.int8)
            ORDER BY e.level, n.nspname, e.relname) FILTER (WHERE e.level > 0) AS descendants
    FROM estimated AS e
    JOIN pg_catalog.pg_namespace AS n ON n.oid = e.relnamespace
    GROUP BY e.root
)
SELECT c.oid::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN summed AS s ON s.root = c.oid
LEFT JOIN pg_catalog.pg_stat_all_tables AS u ON u.relid = c.oid
CROSS JOIN LATERAL (
    SELECT
        c.oid::pg_catalog.int8 AS oid,
        n.nspname AS schema,
        c.relname AS name,
        CASE c.relkind
            WHEN 'r' THEN 'Table' WHEN 'p' THEN 'PartitionedTable' WHEN 'v' THEN 'View' WHEN 'm' THEN 'MaterializedView'
            WHEN 'i' THEN 'Index' WHEN 'I' THEN 'PartitionedIndex' WHEN 'S' THEN 'Sequence' WHEN 'f' THEN 'ForeignTable'
            WHEN 'c' THEN 'CompositeType' ELSE 'Other'
        END AS kind,
        c.relispartition AS is_partition,
        c.relpersistence = 'u' AS is_unlogged,
        pg_catalog.pg_get_userbyid(c.relowner) AS owner,
        pg_catalog.pg_has_role(c.relowner, 'USAGE') AS can_alter,
        pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS can_use_schema,
        pg_catalog.has_schema_privilege(n.oid, 'CREATE') AS can_create_in_schema,
        pg_catalog.has_table_privilege(c.oid, 'SELECT') AS can_select,
        pg_catalog.has_table_privilege(c.oid, 'INSERT') AS can_insert,
        pg_catalog.has_table_privilege(c.oid, 'UPDATE') AS can_update,
        pg_catalog.has_table_privilege(c.oid, 'DELETE') AS can_delete,
        pg_catalog.has_table_privilege(c.oid, 'REFERENCES') AS can_reference,
        c.reltuples > 0 AND c.relpages > 0 AS is_analysed,
        s.heap_bytes, s.table_bytes, s.index_bytes, s.rows,
        c.relnatts AS attributes_used,
        CASE c.relreplident WHEN 'd' THEN 'Default' WHEN 'n' THEN 'Nothing' WHEN 'f' THEN 'Full' ELSE 'Index' END AS replica_identity,
        c.relrowsecurity AS row_security,
        c.relforcerowsecurity AS row_security_forced,
        CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.age(c.relfrozenxid) END AS frozen_age,
        COALESCE(
            (SELECT o.option_value FROM pg_catalog.pg_options_to_table(c.reloptions) AS o WHERE o.option_name = 'autovacuum_freeze_max_age'),
            pg_catalog.current_setting('autovacuum_freeze_max_age'))::pg_catalog.int8 AS freeze_max_age,
        u.n_dead_tup AS dead_rows,
        u.seq_scan AS sequential_scans,
        u.idx_scan AS index_scans,
        u.n_tup_ins + u.n_tup_upd + u.n_tup_del AS rows_written,
        (SELECT parent.oid::pg_catalog.regclass::pg_catalog.text
         FROM pg_catalog.pg_inherits AS h JOIN pg_catalog.pg_class AS parent ON parent.oid = h.inhparent
         WHERE h.inhrelid = c.oid ORDER BY h.inhseqno LIMIT 1) AS parent,
        pg_catalog.pg_get_partkeydef(c.oid) AS partition_key,
        pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
        COALESCE(s.descendants, '[]') AS descendants
) AS x
WHERE c.oid = ANY ($1::pg_catalog.oid[]);
