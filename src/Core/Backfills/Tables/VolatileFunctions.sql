-- Whether one of the functions so named ($1) may do more than compute. The server's own volatile functions (random, clock_timestamp) leave nothing behind.
SELECT EXISTS (SELECT FROM pg_catalog.pg_proc p
               WHERE p.proname = ANY ($1) AND p.provolatile = 'v' AND p.pronamespace <> 'pg_catalog'::regnamespace::pg_catalog.oid)
