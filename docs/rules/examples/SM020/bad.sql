-- server: 17-
-- fails: 42809
CREATE TABLE visits (id bigint NOT NULL, customer_id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE INDEX visits_customer ON visits (customer_id);
ALTER TABLE visits ADD CONSTRAINT visits_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID; -- SM020
