-- fails: 42601
UPDATE customers SET note = 'none' WHERE note IS NULL LIMIT 1000; -- SM093
