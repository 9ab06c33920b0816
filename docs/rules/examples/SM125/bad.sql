-- fails: 42601
UPDATE customers SET note = 'a', note = 'b' WHERE id = 1; -- SM125
