-- revision: fabe49fc145d
-- parents: cb8b77c02905, f0e5c947d2f4
-- message: merge billing and search

-- upgrade

-- Nothing to do: the branches meet here.

-- downgrade

-- Nothing to undo.
