-- revision: da9216786276
-- parents: 68be8fb4edcd
-- message: create customers

-- upgrade

CREATE TABLE shop.customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text,
    full_name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE shop.customers IS 'People who bought something, or might';

-- downgrade

DROP TABLE shop.customers;
