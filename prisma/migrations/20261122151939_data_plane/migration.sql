-- AlterTable
ALTER TABLE "Authorizer" ADD COLUMN     "jwtConfiguration" JSONB;

-- AlterTable
ALTER TABLE "RestApi" ADD COLUMN     "corsConfiguration" JSONB;

-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "accessLogSettings" JSONB,
ADD COLUMN     "authorizerCacheEpoch" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "cacheEpoch" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "canaryStickiness" JSONB;

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "allowedAddresses" TEXT[],
ADD COLUMN     "endpoints" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "AccessKey" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "userId" TEXT,
    "role" TEXT,
    "policy" TEXT,
    "secret" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),

    CONSTRAINT "AccessKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Credential" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "roleArns" TEXT[],
    "accessKeyId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UsageExtension" (
    "workspaceId" TEXT NOT NULL,
    "usagePlanId" TEXT NOT NULL,
    "apiKeyId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "extra" BIGINT NOT NULL,

    CONSTRAINT "UsageExtension_pkey" PRIMARY KEY ("usagePlanId","apiKeyId","period")
);

-- CreateIndex
CREATE INDEX "AccessKey_workspaceId_name_id_idx" ON "AccessKey"("workspaceId", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_workspaceId_name_key" ON "Credential"("workspaceId", "name");

-- AddForeignKey
ALTER TABLE "AccessKey" ADD CONSTRAINT "AccessKey_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessKey" ADD CONSTRAINT "AccessKey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
