DECLARE
  path text := pg_catalog.current_setting('search_path');
  item record;
  why text;
BEGIN
  PERFORM pg_catalog.set_config('search_path', 'pg_catalog', true);
  FOR item IN SELECT d.what, d.take FROM pg_temp.schemamigrate_dependent d WHERE d.take IS NOT NULL ORDER BY d.rank DESC, d.what LOOP
    BEGIN
      EXECUTE item.take;
    EXCEPTION WHEN dependent_objects_still_exist THEN
      GET STACKED DIAGNOSTICS why = PG_EXCEPTION_DETAIL;
      RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist', MESSAGE = pg_catalog.format('The %s has to be made anew for the other values, and cannot be: %s', item.what, why),
        HINT = 'Drop what is named in a revision before this one, and make it again after it.';
    END;
  END LOOP;
  PERFORM pg_catalog.set_config('search_path', path, true);
END
