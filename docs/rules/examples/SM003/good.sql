ALTER TABLE orders ADD COLUMN gross numeric;
CREATE FUNCTION set_gross() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.gross := NEW.amount * 1.19;
    RETURN NEW;
END $$;
CREATE TRIGGER orders_gross BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION set_gross();
