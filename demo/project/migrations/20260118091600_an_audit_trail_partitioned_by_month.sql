-- revision: 7b44a9217a8b
-- parents: d5c55a796faf
-- message: an audit trail, partitioned by month

-- upgrade

CREATE TABLE shop.audit (
    at timestamptz NOT NULL,
    who text NOT NULL DEFAULT current_user,
    what jsonb NOT NULL
) PARTITION BY RANGE (at);
CREATE TABLE shop.audit_2026_01 PARTITION OF shop.audit FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE shop.audit_2026_02 PARTITION OF shop.audit FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');

-- downgrade

DROP TABLE shop.audit;
