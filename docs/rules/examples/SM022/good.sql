CREATE TABLE countries (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE towns (
    id bigint PRIMARY KEY,
    country_id bigint NOT NULL,
    CONSTRAINT towns_country_fk FOREIGN KEY (country_id) REFERENCES countries (id)
);
CREATE INDEX towns_country ON towns (country_id);
