-- fails: 2D000
DO $$ BEGIN -- SM132
    UPDATE customers SET note = 'none' WHERE id > 0 AND id <= 500;
    COMMIT;
END $$;
