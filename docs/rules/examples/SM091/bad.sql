DO $$ BEGIN -- SM091
    FOR n IN 0..9 LOOP
        UPDATE customers SET note = 'none' WHERE note IS NULL;
    END LOOP;
END $$;
