-- revision: 952e242b00a5
-- parents: c78035c94222
-- message: create orders

-- upgrade

CREATE TABLE shop.orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES shop.customers,
    status shop.order_status NOT NULL DEFAULT 'new',
    placed_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz
);

-- downgrade

DROP TABLE shop.orders;
