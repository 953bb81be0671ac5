-- AlterTable
ALTER TABLE "UsageExtension" DROP CONSTRAINT "UsageExtension_pkey",
DROP COLUMN "workspaceId",
ADD COLUMN     "grantedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "remaining" INTEGER NOT NULL,
ADD CONSTRAINT "UsageExtension_pkey" PRIMARY KEY ("usagePlanId", "apiKeyId");

-- CreateIndex
CREATE INDEX "Resource_apiId_parentId_idx" ON "Resource"("apiId", "parentId");

-- CreateIndex
CREATE INDEX "Rollup_workspaceId_level_resolution_bucket_idx" ON "Rollup"("workspaceId", "level", "resolution", "bucket");

-- AddForeignKey
ALTER TABLE "UsageExtension" ADD CONSTRAINT "UsageExtension_usagePlanId_apiKeyId_fkey" FOREIGN KEY ("usagePlanId", "apiKeyId") REFERENCES "UsagePlanKey"("usagePlanId", "apiKeyId") ON DELETE CASCADE ON UPDATE CASCADE;
