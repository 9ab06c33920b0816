-- revision: 6ed3a5472391
-- parents: d7021651f856
-- message: create payments
-- labels: billing

-- upgrade

CREATE TABLE shop.payments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL,
    amount numeric(10, 2) NOT NULL,
    paid_at timestamptz NOT NULL DEFAULT now()
);

-- downgrade

DROP TABLE shop.payments;
