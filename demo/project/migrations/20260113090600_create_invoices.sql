-- revision: 30885dc6a240
-- parents: 6ed3a5472391
-- message: create invoices

-- upgrade

CREATE SEQUENCE shop.invoice_number START 1000;
CREATE TABLE shop.invoices (
    number bigint PRIMARY KEY DEFAULT nextval('shop.invoice_number'),
    order_id bigint NOT NULL REFERENCES shop.orders,
    issued_on date NOT NULL DEFAULT current_date
);

-- downgrade

DROP TABLE shop.invoices;
DROP SEQUENCE shop.invoice_number;
