-- SchemaMigrate upgrade to e5c6:heads, 1 revisions, for PostgreSQL 15.
-- Plan 812309253f912cb79793b02f02ec60c6bc8599c44f6b1771b921a03b6cdded83
-- Run it with psql, connected to the server directly: psql -X -d <database> -f <this file>
-- It stops at the first error; what was committed before stays, and Invoke-MigrationUpgrade goes on from there.
\set ON_ERROR_STOP on
SET client_min_messages = warning;

DO $guard$
BEGIN
    IF NOT pg_catalog.pg_try_advisory_lock(6341458892905343749) THEN
        RAISE EXCEPTION 'Another SchemaMigrate run is working on this database.';
    END IF;
END
$guard$;

DO $guard$
DECLARE
    heads text := (SELECT coalesce(string_agg(id, ' ' ORDER BY id COLLATE "C"), '') FROM "schemamigrate".revision AS head
                   WHERE NOT EXISTS (SELECT FROM "schemamigrate".revision AS child WHERE head.id = ANY (child.parents)));
BEGIN
    IF heads <> 'e5c634674c2d' OR EXISTS (SELECT FROM "schemamigrate".revision WHERE state <> 'Applied') THEN
        RAISE EXCEPTION 'This script is for a database at "%", and this one is at "%".', 'e5c634674c2d', heads;
    END IF;
END
$guard$;

-- acdb1f6d3956, step 1: products: drop legacy_code
BEGIN;
SET LOCAL lock_timeout = 2000;
ALTER TABLE shop.products DROP COLUMN legacy_code
;
RESET ROLE;
WITH new_revision AS (
    INSERT INTO "schemamigrate".revision
        (id, parents, message, phase, file_name, raw_checksum, semantic_checksum, upgrade_sql, downgrade_sql,
         irreversible_reason, grade, loss, state, os_user, host, tool_version, git_commit, duration_ms)
    VALUES
        ('acdb1f6d3956', string_to_array('d5c55a796faf', ' '), 'products: drop legacy_code', 'Contract', '20260120143700_products_drop_legacy_code.sql', 'sha256:8e6155e8269b3a5488c66ea26fca8649faf939b274b3700ae487256fd2dd9ba3', 'v1:d9846bc891a5968fc88951100827839d5cbf391a25240a7c4192c9005385002d', 'ALTER TABLE shop.products DROP COLUMN legacy_code;', 'ALTER TABLE shop.products ADD COLUMN legacy_code text;
UPDATE shop.products SET legacy_code = sku;', NULL, 'Exact', NULL, 'Applied', 'psql', 'offline script', '0.1.0', NULL,
         (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::bigint)
), new_step AS (
    INSERT INTO "schemamigrate".step
        (revision, direction, ordinal, hash, state, attempts, started_at, finished_at, lock_wait_ms, run)
    VALUES ('acdb1f6d3956', 'Upgrade', 1, 'ce1ae6d4a4ff0bdcf8a732acad9b0e6df9cab72ac43e6e266de07711a7a86391', 'Done', 1, transaction_timestamp(), clock_timestamp(), 0, 'cf9dbebc-9237-4994-8533-96da36ab31b1'::uuid)
)
INSERT INTO "schemamigrate".event (run, kind, revision, message, duration_ms, os_user, host, tool_version)
VALUES ('cf9dbebc-9237-4994-8533-96da36ab31b1'::uuid, 'Upgrade', 'acdb1f6d3956', 'products: drop legacy_code', (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::bigint, 'psql', 'offline script', '0.1.0');
COMMIT;
RESET ALL;

SELECT pg_catalog.pg_advisory_unlock_all();
