CREATE TABLE order_spans (
    id bigint PRIMARY KEY,
    span int4range NOT NULL,
    CONSTRAINT order_spans_apart EXCLUDE USING gist (span WITH &&)
);
