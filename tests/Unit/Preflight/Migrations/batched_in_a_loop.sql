-- run by: psql
DO $$ -- SM092
DECLARE
    changed int;
BEGIN
    LOOP
        UPDATE orders SET code = upper(code) WHERE id IN (SELECT id FROM orders WHERE code <> upper(code) LIMIT 500);
        GET DIAGNOSTICS changed = ROW_COUNT;
        EXIT WHEN changed = 0;
        COMMIT;
    END LOOP;
END $$;
