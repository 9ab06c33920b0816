-- The journal, version 1. {journal} is the quoted schema. Run under the run lock, inside one transaction.
CREATE SCHEMA IF NOT EXISTS {journal};

CREATE TABLE {journal}.journal (
    version      integer     NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    tool_version text        NOT NULL
);

CREATE TABLE {journal}.revision (
    id                  text        PRIMARY KEY,
    parents             text[]      NOT NULL,
    message             text        NOT NULL,
    phase               text        NOT NULL,
    file_name           text        NOT NULL,
    raw_checksum        text        NOT NULL,
    semantic_checksum   text        NOT NULL,
    upgrade_sql         text        NOT NULL,
    downgrade_sql       text,
    irreversible_reason text,
    grade               text        NOT NULL,
    loss                text,
    state               text        NOT NULL CHECK (state IN ('Applied', 'Applying', 'Reverting')),
    sequence            bigint      GENERATED ALWAYS AS IDENTITY,
    applied_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    applied_by          text        NOT NULL DEFAULT session_user,
    os_user             text        NOT NULL,
    host                text        NOT NULL,
    tool_version        text        NOT NULL,
    git_commit          text,
    duration_ms         bigint
);

CREATE TABLE {journal}.step (
    revision     text        NOT NULL,
    direction    text        NOT NULL CHECK (direction IN ('Upgrade', 'Downgrade')),
    ordinal      integer     NOT NULL,
    hash         text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('Running', 'Done')),
    attempts     integer     NOT NULL,
    started_at   timestamptz NOT NULL,
    finished_at  timestamptz,
    lock_wait_ms bigint      NOT NULL DEFAULT 0,
    run          uuid        NOT NULL,
    error        text,
    PRIMARY KEY (revision, direction, ordinal)
);

CREATE TABLE {journal}.event (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    run          uuid        NOT NULL,
    kind         text        NOT NULL,
    revision     text,
    message      text,
    duration_ms  bigint,
    detail       jsonb,
    role         text        NOT NULL DEFAULT session_user,
    os_user      text        NOT NULL,
    host         text        NOT NULL,
    tool_version text        NOT NULL
);

CREATE INDEX event_revision_idx ON {journal}.event (revision);

CREATE TABLE {journal}.lease (
    name        text        PRIMARY KEY,
    token       bigint      NOT NULL,
    owner       text        NOT NULL,
    acquired_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at  timestamptz
);

-- Fencing: a runner that lost its run lock without noticing must not commit anything more. The row lock makes a
-- successor, which raises the token, wait for a transaction of ours that is already being committed.
CREATE FUNCTION {journal}.require_lease(lease_name text, lease_token bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $function$
BEGIN
    PERFORM FROM {journal}.lease WHERE name = lease_name AND token = lease_token FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'SM001',
            MESSAGE = 'another SchemaMigrate process took over the lease "' || lease_name || '"';
    END IF;
END
$function$;

COMMENT ON SCHEMA {journal} IS 'SchemaMigrate: journal of revisions, steps and events. Change it only through the module.';
