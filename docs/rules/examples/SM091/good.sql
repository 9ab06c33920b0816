UPDATE customers SET note = 'none' WHERE id > 0 AND id <= 500;
