ALTER TABLE "invoices" ADD "created_at" timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP; -- SM118
ALTER TABLE "invoices" ADD "updated_at" timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP; -- SM118
