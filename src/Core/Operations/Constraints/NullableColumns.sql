SELECT attribute.attname
FROM pg_catalog.pg_attribute AS attribute
WHERE attribute.attrelid = :table::pg_catalog.regclass::pg_catalog.oid
  AND attribute.attname = ANY (:columns)
  AND NOT attribute.attnotnull
