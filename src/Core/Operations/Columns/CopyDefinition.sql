DECLARE
  relation regclass := CASE $1 WHEN 'index' THEN (SELECT i.indrelid FROM pg_index i WHERE i.indexrelid = $2) ELSE (SELECT k.conrelid FROM pg_constraint k WHERE k.oid = $2) END;
  source pg_attribute;
  target pg_attribute;
  old oid;
  fresh oid;
  schema text;
  type text;
  other text;
  definition text;
BEGIN
  SELECT a.* INTO STRICT source FROM pg_attribute a WHERE a.attrelid = relation::pg_catalog.oid AND a.attname = :from AND NOT a.attisdropped;
  SELECT a.* INTO STRICT target FROM pg_attribute a WHERE a.attrelid = relation::pg_catalog.oid AND a.attname = :to AND NOT a.attisdropped;
  IF $1 = 'index' THEN
    definition := (SELECT substr(pg_get_indexdef(i.indexrelid),
      length(format('CREATE %sINDEX %I ON %s%I.%I', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, c.relname, CASE WHEN t.relkind = 'p' THEN 'ONLY ' ELSE '' END, n.nspname, t.relname)) + 1)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace WHERE i.indexrelid = $2);
  ELSE
    definition := pg_get_constraintdef($2);
  END IF;
  -- The server itself writes the definition over the other column: it is made on an empty copy of the table on which that column has the name, and read when it has its own again. Nothing of this is kept.
  BEGIN
    EXECUTE format('CREATE TEMPORARY TABLE schemamigrate_copy (LIKE %s)', relation);
    EXECUTE format('ALTER TABLE pg_temp.schemamigrate_copy RENAME COLUMN %I TO schemamigrate_away', source.attname);
    EXECUTE format('ALTER TABLE pg_temp.schemamigrate_copy RENAME COLUMN %I TO %I', target.attname, source.attname);
    SELECT COALESCE(NULLIF(t.typelem, '0'), t.oid) INTO old FROM pg_type t WHERE t.oid = source.atttypid;
    SELECT COALESCE(NULLIF(t.typelem, '0'), t.oid) INTO fresh FROM pg_type t WHERE t.oid = target.atttypid;
    IF old <> fresh THEN
      SELECT n.nspname, t.typname INTO schema, type FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = old AND t.typtype = 'e';
      SELECT t.typname INTO other FROM pg_type t WHERE t.oid = fresh AND t.typtype = 'e';
      IF type IS NOT NULL AND other IS NOT NULL THEN
        EXECUTE format('ALTER TYPE %I.%I RENAME TO schemamigrate_away', schema, type);
        EXECUTE format('ALTER TYPE %I.%I RENAME TO %I', schema, other, type);
      END IF;
    END IF;
    IF $1 = 'index' THEN
      EXECUTE format('CREATE %sINDEX schemamigrate_copy_index ON pg_temp.schemamigrate_copy%s', CASE WHEN (SELECT i.indisunique FROM pg_index i WHERE i.indexrelid = $2) THEN 'UNIQUE ' ELSE '' END, definition);
    ELSE
      EXECUTE format('ALTER TABLE pg_temp.schemamigrate_copy ADD CONSTRAINT schemamigrate_copy_check %s', definition);
    END IF;
    IF type IS NOT NULL AND other IS NOT NULL THEN
      EXECUTE format('ALTER TYPE %I.%I RENAME TO %I', schema, type, other);
      EXECUTE format('ALTER TYPE %I.schemamigrate_away RENAME TO %I', schema, type);
    END IF;
    EXECUTE format('ALTER TABLE pg_temp.schemamigrate_copy RENAME COLUMN %I TO %I', source.attname, target.attname);
    definition := CASE WHEN $1 = 'index' THEN substring(pg_get_indexdef(to_regclass('pg_temp.schemamigrate_copy_index')) FROM ' USING .*$')
      ELSE (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k WHERE k.conrelid = to_regclass('pg_temp.schemamigrate_copy') AND k.conname = 'schemamigrate_copy_check') END;
    RAISE EXCEPTION USING ERRCODE = 'SM000';
  EXCEPTION WHEN SQLSTATE 'SM000' THEN
    RETURN definition;
  END;
END
