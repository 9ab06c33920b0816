-- Raises the token of a lease, so that a former holder can commit nothing more.
INSERT INTO {journal}.lease AS held (name, token, owner)
VALUES ($1, 1, $2)
ON CONFLICT (name) DO UPDATE SET token = held.token + 1, owner = excluded.owner, acquired_at = clock_timestamp()
RETURNING token
