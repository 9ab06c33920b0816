-- run by: psql
CREATE TABLE countries (code char(2) PRIMARY KEY, name text NOT NULL); -- SM117
INSERT INTO countries (code, name) VALUES ('DE', 'Germany'), ('FR', 'France'), ('PL', 'Poland')
ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name;
