-- revision: 14e2d5f3c84f
-- parents: da9216786276
-- message: create addresses

-- upgrade

CREATE TABLE shop.addresses (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES shop.customers ON DELETE CASCADE,
    street text NOT NULL,
    city text NOT NULL,
    country char(2) NOT NULL
);
CREATE INDEX ix_addresses_customer_id ON shop.addresses (customer_id);

-- downgrade

DROP TABLE shop.addresses;
