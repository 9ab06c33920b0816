-- Replication slots, and the WAL that they keep.
SELECT 0::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM (
    SELECT
        s.slot_name AS name,
        s.slot_type AS type,
        s.database,
        s.active AS is_active,
        CASE WHEN NOT pg_catalog.pg_is_in_recovery()
             THEN pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), s.restart_lsn)::pg_catalog.int8 END AS retained_bytes,
        pg_catalog.to_jsonb(s) ->> 'wal_status' AS wal_status,
        (pg_catalog.to_jsonb(s) ->> 'safe_wal_size')::pg_catalog.int8 AS safe_bytes,
        GREATEST(pg_catalog.age(s.xmin), pg_catalog.age(s.catalog_xmin)) AS oldest_age
    FROM pg_catalog.pg_replication_slots AS s
    WHERE NOT s.temporary
    ORDER BY 1
) AS x;
