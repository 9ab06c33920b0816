DECLARE
  path text := pg_catalog.current_setting('search_path');
  item record;
BEGIN
  PERFORM pg_catalog.set_config('search_path', 'pg_catalog', true);
  FOR item IN SELECT d.what, d.put FROM pg_temp.schemamigrate_dependent d WHERE d.put IS NOT NULL ORDER BY d.rank, d.what LOOP
    BEGIN
      EXECUTE item.put;
    EXCEPTION WHEN OTHERS THEN
      RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = pg_catalog.format('The %s cannot be made anew for the other values: %s', item.what, SQLERRM),
        HINT = 'Change or drop it in a revision before this one; then run again.';
    END;
  END LOOP;
  DROP TABLE pg_temp.schemamigrate_place, pg_temp.schemamigrate_dependent;
  PERFORM pg_catalog.set_config('search_path', path, true);
END
