-- The names under which SQL may speak of a table: its own and those of its partitions and children.
WITH RECURSIVE family (oid) AS (
    SELECT $1::int8::oid
    UNION
    SELECT i.inhrelid FROM family JOIN pg_catalog.pg_inherits AS i ON i.inhparent = family.oid
)
SELECT c.relname::text FROM family JOIN pg_catalog.pg_class AS c ON c.oid = family.oid
