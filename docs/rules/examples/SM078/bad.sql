ALTER TYPE mood RENAME VALUE 'fine' TO 'content'; -- SM078
