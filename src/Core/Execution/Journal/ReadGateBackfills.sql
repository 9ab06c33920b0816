-- Where the named backfills stand, and the newest receipt of each.
SELECT wanted.name, job.state, receipt.revision, receipt.relation_name, receipt.proof, receipt.finished_at,
       coalesce(receipt.rows, 0), coalesce(receipt.remaining, 0), coalesce(receipt.quarantined, 0), coalesce(receipt.skipped, 0), coalesce(receipt.detached, 0)
FROM unnest(string_to_array($1, ' ')) AS wanted (name)
LEFT JOIN {journal}.backfill AS job ON job.name = wanted.name
LEFT JOIN LATERAL (
    SELECT * FROM {journal}.backfill_receipt AS receipt WHERE receipt.name = wanted.name ORDER BY receipt.finished_at DESC, receipt.id DESC LIMIT 1
) AS receipt ON true
WHERE job.name IS NOT NULL OR receipt.id IS NOT NULL
