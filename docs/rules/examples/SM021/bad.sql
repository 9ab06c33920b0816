CREATE TABLE visits (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id) -- SM021
);
