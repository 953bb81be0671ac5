-- AlterTable
ALTER TABLE "AccessKey" ADD COLUMN     "serviceAccountId" TEXT;

-- CreateTable
CREATE TABLE "ServiceAccount" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ServiceAccount_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ServiceAccount_workspaceId_name_key" ON "ServiceAccount"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "AccessKey_userId_idx" ON "AccessKey"("userId");

-- CreateIndex
CREATE INDEX "AccessKey_serviceAccountId_idx" ON "AccessKey"("serviceAccountId");

-- AddForeignKey
ALTER TABLE "AccessKey" ADD CONSTRAINT "AccessKey_serviceAccountId_fkey" FOREIGN KEY ("serviceAccountId") REFERENCES "ServiceAccount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceAccount" ADD CONSTRAINT "ServiceAccount_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Until now a service account was known by the name of its key only.
WITH "unowned" AS (
  SELECT "id", "workspaceId", "role", left(regexp_replace("name", '[^A-Za-z0-9_+=,.-]', '-', 'g'), 64) AS "account"
  FROM "AccessKey" WHERE "userId" IS NULL
), "made" AS (
  INSERT INTO "ServiceAccount" ("id", "workspaceId", "name", "role")
  SELECT substr(md5(random()::text || "account"), 1, 10), "workspaceId", "account",
    (ARRAY['owner', 'admin', 'developer', 'viewer'])[coalesce(min(array_position(ARRAY['owner', 'admin', 'developer', 'viewer'], "role")), 4)]
  FROM "unowned" GROUP BY "workspaceId", "account"
  RETURNING "id", "workspaceId", "name"
)
UPDATE "AccessKey" k SET "serviceAccountId" = m."id"
FROM "unowned" u JOIN "made" m ON m."workspaceId" = u."workspaceId" AND m."name" = u."account"
WHERE k."id" = u."id";

ALTER TABLE "AccessKey" ADD CONSTRAINT "AccessKey_one_holder" CHECK (num_nonnulls("userId", "serviceAccountId") = 1);
