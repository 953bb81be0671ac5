-- AlterTable
ALTER TABLE "DomainName" ADD COLUMN     "certificateArn" TEXT,
ADD COLUMN     "certificateName" TEXT,
ADD COLUMN     "certificateUploadDate" TIMESTAMP(3),
ADD COLUMN     "domainNameId" TEXT,
ADD COLUMN     "endpointAccessMode" TEXT,
ADD COLUMN     "ipAddressType" TEXT NOT NULL DEFAULT 'ipv4',
ADD COLUMN     "mutualTlsAuthentication" JSONB,
ADD COLUMN     "ownershipVerificationCertificateArn" TEXT,
ADD COLUMN     "policy" TEXT,
ADD COLUMN     "regionalCertificateArn" TEXT,
ADD COLUMN     "regionalCertificateName" TEXT,
ADD COLUMN     "routingMode" TEXT NOT NULL DEFAULT 'BASE_PATH_MAPPING_ONLY',
ADD COLUMN     "vpcEndpointIds" TEXT[];

-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "clientCertificateId" TEXT;

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "cloudwatchRoleArn" TEXT;

-- CreateTable
CREATE TABLE "ClientCertificate" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "description" TEXT,
    "pemEncodedCertificate" TEXT NOT NULL,
    "encryptedPrivateKey" BYTEA NOT NULL,
    "expirationDate" TIMESTAMP(3) NOT NULL,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "createdDate" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClientCertificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VpcLink" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "targetArns" TEXT[],
    "tags" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VpcLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ClientCertificate_workspaceId_createdDate_id_idx" ON "ClientCertificate"("workspaceId", "createdDate", "id");

-- CreateIndex
CREATE INDEX "VpcLink_workspaceId_createdAt_id_idx" ON "VpcLink"("workspaceId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "DomainName_workspaceId_domainName_idx" ON "DomainName"("workspaceId", "domainName");

-- CreateIndex
CREATE INDEX "Stage_clientCertificateId_idx" ON "Stage"("clientCertificateId");

-- AddForeignKey
ALTER TABLE "ClientCertificate" ADD CONSTRAINT "ClientCertificate_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_clientCertificateId_fkey" FOREIGN KEY ("clientCertificateId") REFERENCES "ClientCertificate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VpcLink" ADD CONSTRAINT "VpcLink_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
