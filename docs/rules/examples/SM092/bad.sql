-- run by: psql
DO $$ BEGIN -- SM092
    FOR n IN 1..10 LOOP
        UPDATE customers SET note = 'none' WHERE id IN (SELECT id FROM customers WHERE note IS NULL ORDER BY id LIMIT 100);
        COMMIT;
    END LOOP;
END $$;
