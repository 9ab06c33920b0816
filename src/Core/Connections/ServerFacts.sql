-- What the server says about itself and this session, in one round trip. It also has the server look, every 500 ms, whether this
-- client is still there while a statement runs: a killed client then holds its locks for half a second, not until the statement ends.
-- Only servers whose platform can watch a socket accept that setting: Linux since 14, the BSD family and macOS since 15.
-- And it turns off just-in-time compilation, which looks at estimated costs and spends seconds on catalog queries that run for milliseconds.
SELECT
    pg_catalog.current_setting('server_version_num')::pg_catalog.int4,
    pg_catalog.current_setting('server_version'),
    d.datname::pg_catalog.text,
    d.oid::pg_catalog.int8,
    pg_catalog.pg_encoding_to_char(d.encoding)::pg_catalog.text,
    current_user::pg_catalog.text,
    session_user::pg_catalog.text,
    r.rolsuper,
    pg_catalog.pg_is_in_recovery(),
    pg_catalog.current_setting('transaction_read_only') = 'off',
    pg_catalog.pg_backend_pid(),
    pg_catalog.pg_postmaster_start_time(),
    pg_catalog.host(pg_catalog.inet_client_addr()),
    pg_catalog.inet_client_port(),
    CASE
        WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 140000 AND pg_catalog.version() ~ 'linux'
          OR pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 150000 AND pg_catalog.version() ~ 'darwin|bsd'
        THEN pg_catalog.set_config('client_connection_check_interval', '500ms', false)
    END,
    CASE WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 110000 THEN pg_catalog.set_config('jit', 'off', false) END
FROM pg_catalog.pg_database AS d
CROSS JOIN pg_catalog.pg_roles AS r
WHERE d.datname = pg_catalog.current_database()
  AND r.rolname = current_user;
