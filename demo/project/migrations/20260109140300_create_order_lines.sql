-- revision: afabe9b73d84
-- parents: 952e242b00a5
-- message: create order lines

-- upgrade

CREATE TABLE shop.order_lines (
    order_id bigint NOT NULL REFERENCES shop.orders ON DELETE CASCADE,
    line int NOT NULL,
    product_id bigint NOT NULL REFERENCES shop.products,
    quantity int NOT NULL CHECK (quantity > 0),
    price numeric(10, 2) NOT NULL,
    PRIMARY KEY (order_id, line)
);

-- downgrade

DROP TABLE shop.order_lines;
