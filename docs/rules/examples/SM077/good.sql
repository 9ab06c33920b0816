ALTER TYPE mood ADD VALUE 'angry' BEFORE 'sad';
