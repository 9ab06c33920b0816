SELECT {journal}.require_lease($1, $2)
