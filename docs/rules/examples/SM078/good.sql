ALTER TYPE mood ADD VALUE 'content' AFTER 'fine';
