-- fails: 42601
CREATE TABEL reports (id bigint PRIMARY KEY); -- SM000
