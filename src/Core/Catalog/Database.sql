-- The database and what the current role may do in it.
SELECT 0::pg_catalog.int8, pg_catalog.row_to_json(x)::pg_catalog.text
FROM (
    SELECT
        current_user AS "user",
        (SELECT r.rolsuper FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user) AS is_superuser,
        pg_catalog.current_schema() AS current_schema,
        pg_catalog.current_setting('search_path') AS search_path,
        pg_catalog.current_setting('TimeZone') AS time_zone,
        pg_catalog.pg_database_size(pg_catalog.current_database()) AS bytes,
        pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') AS can_create_schema,
        pg_catalog.current_schema() IS NOT NULL AND pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'CREATE') AS can_create_in_current_schema,
        pg_catalog.current_setting('wal_level') AS wal_level,
        pg_catalog.current_setting('archive_mode') <> 'off' AS archives_wal,
        pg_catalog.current_setting('max_connections')::pg_catalog.int4 AS max_connections,
        COALESCE((SELECT pg_catalog.json_agg(e.extname || ' ' || e.extversion ORDER BY e.extname) FROM pg_catalog.pg_extension AS e), '[]') AS extensions
) AS x;
