CREATE TABLE visits (customer_id bigint NOT NULL); -- SM119
