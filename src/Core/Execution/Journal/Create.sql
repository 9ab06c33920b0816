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

-- Who approved what, and who took it back. A row is never deleted; at most one approval of a revision stands. It holds for the text that
-- was approved: the checksums tell which.
CREATE TABLE {journal}.approval (
    id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    revision          text        NOT NULL,
    raw_checksum      text        NOT NULL,
    semantic_checksum text        NOT NULL,
    approved_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    approved_by       text        NOT NULL,
    reason            text        NOT NULL,
    role              text        NOT NULL DEFAULT session_user,
    os_user           text        NOT NULL,
    host              text        NOT NULL,
    tool_version      text        NOT NULL,
    revoked_at        timestamptz,
    revoked_by        text,
    revoked_reason    text,
    revoked_role      text
);

CREATE UNIQUE INDEX approval_standing_idx ON {journal}.approval (revision) WHERE revoked_at IS NULL;

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

-- The common case in one call: a revision whose only step is a transaction. A function, because its statements are planned once per session
-- and not once per revision. Times are the server's, since the call travels with the transaction that it describes.
CREATE FUNCTION {journal}.complete_revision(
    revision_id text, parent_ids text, new_message text, new_phase text, new_file_name text, new_raw_checksum text, new_semantic_checksum text,
    new_upgrade_sql text, new_downgrade_sql text, new_irreversible_reason text, new_grade text, new_loss text, new_os_user text, new_host text,
    new_tool_version text, new_git_commit text, step_hash text, step_attempts integer, step_lock_wait_ms bigint, run_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $function$
DECLARE
    elapsed_ms bigint := extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000;
BEGIN
    INSERT INTO {journal}.revision
        (id, parents, message, phase, file_name, raw_checksum, semantic_checksum, upgrade_sql, downgrade_sql,
         irreversible_reason, grade, loss, state, os_user, host, tool_version, git_commit, duration_ms)
    VALUES
        (revision_id, string_to_array(parent_ids, ' '), new_message, new_phase, new_file_name, new_raw_checksum, new_semantic_checksum,
         new_upgrade_sql, new_downgrade_sql, new_irreversible_reason, new_grade, new_loss, 'Applied', new_os_user, new_host, new_tool_version,
         new_git_commit, elapsed_ms);
    INSERT INTO {journal}.step
        (revision, direction, ordinal, hash, state, attempts, started_at, finished_at, lock_wait_ms, run)
    VALUES (revision_id, 'Upgrade', 1, step_hash, 'Done', step_attempts, transaction_timestamp(), clock_timestamp(), step_lock_wait_ms, run_id);
    INSERT INTO {journal}.event (run, kind, revision, message, duration_ms, os_user, host, tool_version)
    VALUES (run_id, 'Upgrade', revision_id, new_message, elapsed_ms, new_os_user, new_host, new_tool_version);
END
$function$;

-- A backfill: what it does (definition), how it goes about it (options, which may change while it runs), and what it found out about the
-- table (facts). Workers of any process and host read it; they meet only here.
CREATE TABLE {journal}.backfill (
    name            text        PRIMARY KEY,
    definition      jsonb       NOT NULL,
    definition_hash text        NOT NULL,
    options         jsonb       NOT NULL,
    options_version integer     NOT NULL DEFAULT 1,
    facts           jsonb       NOT NULL,
    state           text        NOT NULL CHECK (state IN ('Running', 'Suspended', 'Stopped', 'Failed', 'Completed')),
    state_reason    text,
    error_id        text,
    pass            integer     NOT NULL DEFAULT 1,
    resumed_pass    integer,
    estimated_rows  bigint      NOT NULL,
    revision        text,
    run             uuid        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at     timestamptz,
    role            text        NOT NULL DEFAULT session_user,
    os_user         text        NOT NULL,
    host            text        NOT NULL,
    tool_version    text        NOT NULL
);

-- Bounds are key values as text: the lower one excluded, the upper one included; NULL is open; fewer values than the key has columns bound a
-- prefix. The one range of kind Finish is the closing work (new partitions, proof, receipt); it is taken when all others are done.
CREATE TABLE {journal}.backfill_range (
    backfill       text        NOT NULL REFERENCES {journal}.backfill ON DELETE CASCADE,
    ordinal        integer     NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('Data', 'Finish')),
    pass           integer     NOT NULL,
    relation       oid         NOT NULL,
    relation_name  text        NOT NULL,
    ancestor       oid,
    file_node      oid,
    key            jsonb,
    lower_bound    text[],
    upper_bound    text[],
    cursor         text[],
    state          text        NOT NULL DEFAULT 'Pending' CHECK (state IN ('Pending', 'Running', 'Done', 'Detached')),
    token          bigint      NOT NULL DEFAULT 0,
    worker         uuid,
    lease_until    timestamptz,
    estimated_rows bigint      NOT NULL,
    rows           bigint      NOT NULL DEFAULT 0,
    batches        bigint      NOT NULL DEFAULT 0,
    quarantined    bigint      NOT NULL DEFAULT 0,
    skipped        bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (backfill, ordinal)
) WITH (fillfactor = 50);

CREATE TABLE {journal}.backfill_worker (
    id            uuid        PRIMARY KEY,
    backfill      text        NOT NULL REFERENCES {journal}.backfill ON DELETE CASCADE,
    ordinal       integer     NOT NULL,
    host          text        NOT NULL,
    os_user       text        NOT NULL,
    client_pid    integer     NOT NULL,
    backend_pid   integer     NOT NULL,
    activity      text        NOT NULL,
    reason        text,
    range         integer,
    batch_size    bigint      NOT NULL,
    batch_ms      double precision,
    rows          bigint      NOT NULL DEFAULT 0,
    rows_per_s    double precision,
    retries       bigint      NOT NULL DEFAULT 0,
    worst_lag_ms  bigint,
    first_lsn     pg_lsn      NOT NULL DEFAULT pg_current_wal_insert_lsn(),
    last_lsn      pg_lsn      NOT NULL DEFAULT pg_current_wal_insert_lsn(),
    started_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    heartbeat_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at   timestamptz
) WITH (fillfactor = 50);

CREATE INDEX backfill_worker_backfill_idx ON {journal}.backfill_worker (backfill);

-- Rows that a backfill could not change, with the reason. They stay until somebody deletes them.
CREATE TABLE {journal}.backfill_quarantine (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    backfill      text        NOT NULL,
    run           uuid        NOT NULL,
    relation_name text        NOT NULL,
    key           text[]      NOT NULL,
    sql_state     text        NOT NULL,
    message       text        NOT NULL
);

-- The decisions of the workers: throttled, resumed, retried, halved, quarantined, taken over.
CREATE TABLE {journal}.backfill_decision (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    backfill text        NOT NULL REFERENCES {journal}.backfill ON DELETE CASCADE,
    worker   uuid,
    kind     text        NOT NULL,
    reason   text        NOT NULL
);

CREATE INDEX backfill_decision_backfill_idx ON {journal}.backfill_decision (backfill);

-- What a backfill proved when it was completed. Kept when the backfill is run again or removed; gates read it.
CREATE TABLE {journal}.backfill_receipt (
    id              bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name            text             NOT NULL,
    run             uuid             NOT NULL UNIQUE,
    relation_name   text             NOT NULL,
    definition_hash text             NOT NULL,
    revision        text,
    proof           text             NOT NULL,
    rows            bigint           NOT NULL,
    batches         bigint           NOT NULL,
    passes          integer          NOT NULL,
    quarantined     bigint           NOT NULL,
    skipped         bigint           NOT NULL,
    remaining       bigint           NOT NULL,
    detached        bigint           NOT NULL,
    started_at      timestamptz      NOT NULL,
    finished_at     timestamptz      NOT NULL DEFAULT clock_timestamp(),
    wal_bytes       numeric,
    worst_lag_ms    bigint,
    role            text             NOT NULL DEFAULT session_user,
    host            text             NOT NULL,
    tool_version    text             NOT NULL
);

CREATE INDEX backfill_receipt_name_idx ON {journal}.backfill_receipt (name);

-- The checkpoint of a batch, called by the very statement that changes the batch's rows: both are committed, or neither is.
-- The token is the fence: whoever takes a range over raises it, so what a stalled worker sends late fails here, and its rows with it.
CREATE FUNCTION {journal}.backfill_checkpoint(
    job text, range_ordinal integer, range_token bigint, expected_batches bigint, new_cursor text[], range_done boolean, lease_ms bigint,
    changed bigint, moved bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $function$
DECLARE
    part {journal}.backfill_range;
BEGIN
    IF moved > 0 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'SM002',
            MESSAGE = moved || ' of ' || changed || ' rows had another key after the batch had changed them',
            HINT = 'A trigger or the SET list changes the key, so rows could be met twice or never.';
    END IF;

    UPDATE {journal}.backfill_range
    SET cursor = new_cursor,
        rows = backfill_range.rows + changed,
        batches = backfill_range.batches + 1,
        state = CASE WHEN range_done THEN 'Done' ELSE 'Running' END,
        lease_until = clock_timestamp() + lease_ms * interval '1 millisecond'
    WHERE backfill = job AND ordinal = range_ordinal AND token = range_token AND batches = expected_batches AND state = 'Running'
    RETURNING * INTO part;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'SM001',
            MESSAGE = 'another worker has taken over range ' || range_ordinal || ' of the backfill "' || job || '"';
    END IF;

    IF to_regclass(part.relation_name) IS DISTINCT FROM part.relation::regclass THEN
        RAISE EXCEPTION USING ERRCODE = 'SM003', MESSAGE = 'the name ' || part.relation_name || ' does not mean the table any more with which the backfill began';
    END IF;

    IF part.ancestor IS NOT NULL AND NOT EXISTS (SELECT FROM pg_partition_ancestors(part.relation) WHERE relid = part.ancestor) THEN
        RAISE EXCEPTION USING ERRCODE = 'SM004', MESSAGE = part.relation_name || ' is no longer a partition of ' || part.ancestor::regclass;
    END IF;

    IF part.file_node IS NOT NULL AND pg_relation_filenode(part.relation) IS DISTINCT FROM part.file_node THEN
        RAISE EXCEPTION USING ERRCODE = 'SM005', MESSAGE = part.relation_name || ' was rewritten: row positions seen before mean nothing now';
    END IF;

    RETURN changed;
END
$function$;

-- Whether nothing but the statement itself can give a row of the range's table another key: no trigger before an update of a row, no generated column, no rule.
CREATE FUNCTION {journal}.backfill_keeps_keys(job text, range_ordinal integer) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog
AS $function$
BEGIN
    RETURN (
        SELECT NOT c.relhasrules AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgtype & 19 = 19)
            AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attgenerated <> '')
        FROM {journal}.backfill_range r
        JOIN pg_class c ON c.oid = r.relation
        WHERE r.backfill = job AND r.ordinal = range_ordinal);
END
$function$;

-- A batch: changes rows and sets the checkpoint. Where something could give a row another key, each row tells by the condition in_range whether it has kept it;
-- elsewhere the server counts the rows, which takes a tenth of the time less. It has no search_path of its own: the statement's names mean what they mean in the session.
CREATE FUNCTION {journal}.backfill_batch(
    job text, range_ordinal integer, range_token bigint, expected_batches bigint, new_cursor text[], range_done boolean, lease_ms bigint,
    change text, in_range text, sets_key boolean) RETURNS bigint
    LANGUAGE plpgsql
AS $function$
DECLARE
    changed bigint;
    moved bigint := 0;
BEGIN
    IF in_range IS NULL OR (NOT sets_key AND {journal}.backfill_keeps_keys(job, range_ordinal)) THEN
        EXECUTE change;
        GET DIAGNOSTICS changed = ROW_COUNT;

        -- The lock on the table keeps triggers away from here on; one that came before it makes the batch begin anew.
        IF in_range IS NOT NULL AND NOT {journal}.backfill_keeps_keys(job, range_ordinal) THEN
            RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'a trigger or a rule has come to the table while the batch ran';
        END IF;
    ELSE
        EXECUTE pg_catalog.format('WITH changed AS (%s RETURNING (%s) AS kept) SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE NOT kept) FROM changed', change, in_range) INTO changed, moved;
    END IF;

    RETURN {journal}.backfill_checkpoint(job, range_ordinal, range_token, expected_batches, new_cursor, range_done, lease_ms, changed, moved);
END
$function$;

COMMENT ON SCHEMA {journal} IS 'SchemaMigrate: journal of revisions, steps and events. Change it only through the module.';
