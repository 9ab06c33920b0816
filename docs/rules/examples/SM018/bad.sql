CREATE TABLE bookings (
    id bigint PRIMARY KEY,
    day date NOT NULL,
    CONSTRAINT bookings_day CHECK (day >= current_date) -- SM018
);
