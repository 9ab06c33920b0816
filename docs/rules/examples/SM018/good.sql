CREATE TABLE bookings (
    id bigint PRIMARY KEY,
    day date NOT NULL,
    CONSTRAINT bookings_day CHECK (day >= DATE '2020-01-01')
);
