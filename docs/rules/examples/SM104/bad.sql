DO $$ BEGIN -- SM104
    EXECUTE 'ALTER TABLE customers ADD COLUMN ' || quote_ident('phone') || ' text';
END $$;
