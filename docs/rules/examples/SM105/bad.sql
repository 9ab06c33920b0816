CREATE FUNCTION customer_count() RETURNS bigint -- SM105
    LANGUAGE sql SECURITY DEFINER
    AS 'SELECT count(*) FROM public.customers';
