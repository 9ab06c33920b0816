-- Only what the server knows (transaction_timeout came with 17) and what is limited.
SELECT pg_catalog.set_config(name, '0', false)
FROM pg_catalog.pg_settings
WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_session_timeout', 'transaction_timeout') AND setting <> '0'
