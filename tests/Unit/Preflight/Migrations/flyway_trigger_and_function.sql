-- run by: psql
SET lock_timeout = '3s';
CREATE OR REPLACE FUNCTION set_delivered() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF NEW.code LIKE 'd%' THEN
        NEW.delivered := current_date;
    END IF;
    RETURN NEW;
END;
$body$;
DROP TRIGGER IF EXISTS orders_delivered ON orders;
CREATE TRIGGER orders_delivered BEFORE INSERT OR UPDATE OF code ON orders FOR EACH ROW EXECUTE FUNCTION set_delivered();
