UPDATE "customers" SET "note" = '' WHERE "note" IS NULL; -- SM089
ALTER TABLE "customers" ALTER COLUMN "note" SET NOT NULL; -- SM011 SM090
