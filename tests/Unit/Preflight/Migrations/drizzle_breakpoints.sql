-- run by: psql
ALTER TABLE "orders" ADD COLUMN "channel" text DEFAULT 'web' NOT NULL;--> statement-breakpoint -- SM097
CREATE INDEX "orders_channel_idx" ON "orders" USING btree ("channel");--> statement-breakpoint -- SM031 SM094
ALTER TABLE "people" ALTER COLUMN "mood" SET DATA TYPE text; -- SM095
