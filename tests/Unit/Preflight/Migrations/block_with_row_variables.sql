DO $$
DECLARE
    r record;
BEGIN
    FOR r IN SELECT id, name FROM customers WHERE id < 10 LOOP
        UPDATE customers SET note = r.name WHERE id = r.id;
    END LOOP;
END $$;
