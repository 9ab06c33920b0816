ALTER TYPE mood ADD VALUE 'angry'; -- SM077
