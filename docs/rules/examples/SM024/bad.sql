CREATE TABLE visits (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE -- SM024
);
CREATE INDEX visits_customer ON visits (customer_id);
