-- run by: psql
/*
  Warnings:

  - You are about to drop the column `note` on the `customers` table. All the data in the column will be lost.
*/
-- AlterTable
ALTER TABLE "customers" DROP COLUMN "note", -- SM057 SM097
ADD COLUMN     "remark" TEXT;

-- CreateTable
CREATE TABLE "Session" (
    "id" SERIAL NOT NULL,
    "customerId" BIGINT NOT NULL,
    "expires" TIMESTAMP(3) NOT NULL, -- SM118

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE; -- SM021
