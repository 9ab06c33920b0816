-- fails: 0A000
CREATE TABLE visits (id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE INDEX CONCURRENTLY visits_at ON visits (at); -- SM034
