-- run by: psql
DO $$ -- SM104
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['customers', 'orders', 'invoices'] LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN IF NOT EXISTS changed_by text', t);
    END LOOP;
END $$;
