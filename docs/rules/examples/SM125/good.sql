UPDATE customers SET note = 'b' WHERE id = 1;
