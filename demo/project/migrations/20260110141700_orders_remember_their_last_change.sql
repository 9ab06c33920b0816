-- revision: 3f12beb27cfe
-- parents: b331edfb2fc4
-- message: orders remember their last change

-- upgrade

CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END
$$;
CREATE TRIGGER orders_touch BEFORE UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.touch();

-- downgrade

DROP TRIGGER orders_touch ON shop.orders;
DROP FUNCTION shop.touch();
