-- revision: b331edfb2fc4
-- parents: afabe9b73d84
-- message: function order_total

-- upgrade

CREATE FUNCTION shop.order_total(wanted bigint) RETURNS numeric
LANGUAGE plpgsql STABLE AS $body$
DECLARE
    total numeric;
BEGIN
    -- A semicolon in here; and a '$$' there, end nothing.
    SELECT sum(quantity * price) INTO total FROM shop.order_lines WHERE order_id = wanted;
    RETURN coalesce(total, 0);
END
$body$;

-- downgrade

DROP FUNCTION shop.order_total(bigint);
