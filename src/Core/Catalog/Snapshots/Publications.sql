-- Publications. $1: schemas to leave out (text[]).
SELECT 'Publication', pg_catalog.quote_ident(p.pubname), NULL, pg_catalog.json_strip_nulls(pg_catalog.row_to_json(x))::pg_catalog.text
FROM pg_catalog.pg_publication AS p
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN p.puballtables THEN 'all' ELSE (SELECT pg_catalog.string_agg(pr.prrelid::pg_catalog.regclass::pg_catalog.text, ', ' ORDER BY pr.prrelid::pg_catalog.regclass::pg_catalog.text) FROM pg_catalog.pg_publication_rel AS pr WHERE pr.prpubid = p.oid) END AS tables,
        pg_catalog.concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END) AS operations,
        pg_catalog.pg_get_userbyid(p.pubowner) AS owner,
        pg_catalog.obj_description(p.oid, 'pg_publication') AS comment
) AS x
WHERE $1::pg_catalog.text[] IS NOT NULL;
