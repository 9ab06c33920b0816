CREATE TABLE visits (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id)
);
CREATE INDEX visits_customer ON visits (customer_id);
