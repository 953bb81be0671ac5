-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "RestApi" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "protocolType" TEXT NOT NULL DEFAULT 'REST',
    "name" TEXT NOT NULL,
    "description" TEXT,
    "version" TEXT,
    "apiKeySource" TEXT NOT NULL DEFAULT 'HEADER',
    "binaryMediaTypes" TEXT[],
    "minimumCompressionSize" INTEGER,
    "endpointTypes" TEXT[] DEFAULT ARRAY['REGIONAL']::TEXT[],
    "vpcEndpointIds" TEXT[],
    "disableExecuteApiEndpoint" BOOLEAN NOT NULL DEFAULT false,
    "policy" TEXT,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "behavior" TEXT NOT NULL DEFAULT 'friendly',
    "createdDate" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT NOT NULL,
    "draftRevision" INTEGER NOT NULL DEFAULT 1,
    "draftUpdatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "draftHash" TEXT,
    "draftHashRevision" INTEGER,
    "nextDeploymentNumber" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RestApi_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Resource" (
    "apiId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "parentId" TEXT,
    "pathPart" TEXT NOT NULL,
    "path" TEXT NOT NULL,

    CONSTRAINT "Resource_pkey" PRIMARY KEY ("apiId","id")
);

-- CreateTable
CREATE TABLE "Method" (
    "apiId" TEXT NOT NULL,
    "resourceId" TEXT NOT NULL,
    "httpMethod" TEXT NOT NULL,
    "authorizationType" TEXT NOT NULL DEFAULT 'NONE',
    "authorizerId" TEXT,
    "authorizationScopes" TEXT[],
    "apiKeyRequired" BOOLEAN NOT NULL DEFAULT false,
    "operationName" TEXT,
    "requestValidatorId" TEXT,
    "requestParameters" JSONB NOT NULL DEFAULT '{}',
    "requestModels" JSONB NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Method_pkey" PRIMARY KEY ("apiId","resourceId","httpMethod")
);

-- CreateTable
CREATE TABLE "MethodResponse" (
    "apiId" TEXT NOT NULL,
    "resourceId" TEXT NOT NULL,
    "httpMethod" TEXT NOT NULL,
    "statusCode" TEXT NOT NULL,
    "responseParameters" JSONB NOT NULL DEFAULT '{}',
    "responseModels" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "MethodResponse_pkey" PRIMARY KEY ("apiId","resourceId","httpMethod","statusCode")
);

-- CreateTable
CREATE TABLE "Integration" (
    "apiId" TEXT NOT NULL,
    "resourceId" TEXT NOT NULL,
    "httpMethod" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "integrationHttpMethod" TEXT,
    "uri" TEXT,
    "connectionType" TEXT NOT NULL DEFAULT 'INTERNET',
    "connectionId" TEXT,
    "credentials" TEXT,
    "requestParameters" JSONB NOT NULL DEFAULT '{}',
    "requestTemplates" JSONB NOT NULL DEFAULT '{}',
    "passthroughBehavior" TEXT NOT NULL DEFAULT 'WHEN_NO_MATCH',
    "contentHandling" TEXT,
    "timeoutInMillis" INTEGER NOT NULL DEFAULT 29000,
    "cacheNamespace" TEXT,
    "cacheKeyParameters" TEXT[],
    "tlsConfig" JSONB,
    "responseTransferMode" TEXT NOT NULL DEFAULT 'BUFFERED',

    CONSTRAINT "Integration_pkey" PRIMARY KEY ("apiId","resourceId","httpMethod")
);

-- CreateTable
CREATE TABLE "IntegrationResponse" (
    "apiId" TEXT NOT NULL,
    "resourceId" TEXT NOT NULL,
    "httpMethod" TEXT NOT NULL,
    "statusCode" TEXT NOT NULL,
    "selectionPattern" TEXT,
    "responseParameters" JSONB NOT NULL DEFAULT '{}',
    "responseTemplates" JSONB NOT NULL DEFAULT '{}',
    "contentHandling" TEXT,

    CONSTRAINT "IntegrationResponse_pkey" PRIMARY KEY ("apiId","resourceId","httpMethod","statusCode")
);

-- CreateTable
CREATE TABLE "Model" (
    "apiId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "contentType" TEXT NOT NULL,
    "schema" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Model_pkey" PRIMARY KEY ("apiId","id")
);

-- CreateTable
CREATE TABLE "RequestValidator" (
    "apiId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "validateRequestBody" BOOLEAN NOT NULL DEFAULT false,
    "validateRequestParameters" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "RequestValidator_pkey" PRIMARY KEY ("apiId","id")
);

-- CreateTable
CREATE TABLE "Authorizer" (
    "apiId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "providerARNs" TEXT[],
    "authType" TEXT,
    "authorizerUri" TEXT,
    "authorizerCredentials" TEXT,
    "identitySource" TEXT,
    "identityValidationExpression" TEXT,
    "authorizerResultTtlInSeconds" INTEGER NOT NULL DEFAULT 300,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Authorizer_pkey" PRIMARY KEY ("apiId","id")
);

-- CreateTable
CREATE TABLE "GatewayResponse" (
    "apiId" TEXT NOT NULL,
    "responseType" TEXT NOT NULL,
    "statusCode" TEXT,
    "responseParameters" JSONB NOT NULL DEFAULT '{}',
    "responseTemplates" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "GatewayResponse_pkey" PRIMARY KEY ("apiId","responseType")
);

-- CreateTable
CREATE TABLE "DocumentationPart" (
    "apiId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "location" JSONB NOT NULL,
    "properties" TEXT NOT NULL,

    CONSTRAINT "DocumentationPart_pkey" PRIMARY KEY ("apiId","id")
);

-- CreateTable
CREATE TABLE "DocumentationVersion" (
    "apiId" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "description" TEXT,
    "createdDate" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "parts" JSONB NOT NULL,

    CONSTRAINT "DocumentationVersion_pkey" PRIMARY KEY ("apiId","version")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "sourceIp" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "targetType" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "targetName" TEXT NOT NULL,
    "apiId" TEXT,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DomainName" (
    "domainName" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "endpointTypes" TEXT[],
    "securityPolicy" TEXT NOT NULL DEFAULT 'TLS_1_2',
    "tags" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DomainName_pkey" PRIMARY KEY ("domainName")
);

-- CreateTable
CREATE TABLE "BasePathMapping" (
    "domainName" TEXT NOT NULL,
    "basePath" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "stageName" TEXT,

    CONSTRAINT "BasePathMapping_pkey" PRIMARY KEY ("domainName","basePath")
);

-- CreateTable
CREATE TABLE "GatewayGroup" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GatewayGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NodeToken" (
    "id" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "NodeToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GatewayNode" (
    "id" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "publicUrl" TEXT,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "appliedSeq" BIGINT NOT NULL,
    "stateHash" TEXT NOT NULL,
    "refused" JSONB NOT NULL DEFAULT '[]',
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "stoppedAt" TIMESTAMP(3),

    CONSTRAINT "GatewayNode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Revision" (
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "groupIds" TEXT[],
    "body" JSONB,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("kind","id")
);

-- CreateTable
CREATE TABLE "TestCall" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "task" JSONB NOT NULL,
    "nodeId" TEXT,
    "result" JSONB,
    "error" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "TestCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "customerId" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "expiresAt" TIMESTAMP(3),
    "tags" JSONB NOT NULL DEFAULT '{}',
    "createdDate" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdatedDate" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT NOT NULL,

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKeySecret" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "apiKeyId" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "lookupHash" TEXT NOT NULL,
    "nodeHash" TEXT NOT NULL,
    "encryptedValue" BYTEA,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3),

    CONSTRAINT "ApiKeySecret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "epoch" TEXT NOT NULL,
    "revisionSeq" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UsagePlan" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "productCode" TEXT,
    "throttleRateLimit" DOUBLE PRECISION,
    "throttleBurstLimit" INTEGER,
    "quotaLimit" INTEGER,
    "quotaOffset" INTEGER,
    "quotaPeriod" TEXT,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UsagePlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UsagePlanStage" (
    "usagePlanId" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "stageName" TEXT NOT NULL,
    "throttle" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "UsagePlanStage_pkey" PRIMARY KEY ("usagePlanId","apiId","stageName")
);

-- CreateTable
CREATE TABLE "UsagePlanKey" (
    "usagePlanId" TEXT NOT NULL,
    "apiKeyId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UsagePlanKey_pkey" PRIMARY KEY ("usagePlanId","apiKeyId")
);

-- CreateTable
CREATE TABLE "Usage" (
    "workspaceId" TEXT NOT NULL,
    "usagePlanId" TEXT NOT NULL,
    "apiKeyId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "used" BIGINT NOT NULL,

    CONSTRAINT "Usage_pkey" PRIMARY KEY ("usagePlanId","apiKeyId","day")
);

-- CreateTable
CREATE TABLE "Portal" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "published" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Portal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PortalApi" (
    "portalId" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "stageName" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PortalApi_pkey" PRIMARY KEY ("portalId","apiId")
);

-- CreateTable
CREATE TABLE "Blob" (
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Blob_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "Deployment" (
    "id" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "description" TEXT,
    "createdDate" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "snapshotHash" TEXT NOT NULL,
    "designHash" TEXT NOT NULL,
    "routeCount" INTEGER NOT NULL,

    CONSTRAINT "Deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Stage" (
    "apiId" TEXT NOT NULL,
    "stageName" TEXT NOT NULL,
    "deploymentId" TEXT NOT NULL,
    "description" TEXT,
    "variables" JSONB NOT NULL DEFAULT '{}',
    "methodSettings" JSONB NOT NULL DEFAULT '{}',
    "cacheClusterEnabled" BOOLEAN NOT NULL DEFAULT false,
    "cacheClusterSize" TEXT,
    "tracingEnabled" BOOLEAN NOT NULL DEFAULT false,
    "documentationVersion" TEXT,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "canaryDeploymentId" TEXT,
    "canaryPercentTraffic" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "canaryStageVariableOverrides" JSONB NOT NULL DEFAULT '{}',
    "canaryUseStageCache" BOOLEAN NOT NULL DEFAULT false,
    "createdDate" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdatedDate" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "revisionSeq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "Stage_pkey" PRIMARY KEY ("apiId","stageName")
);

-- CreateTable
CREATE TABLE "StageGroup" (
    "apiId" TEXT NOT NULL,
    "stageName" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,

    CONSTRAINT "StageGroup_pkey" PRIMARY KEY ("apiId","stageName","groupId")
);

-- CreateTable
CREATE TABLE "StageEvent" (
    "id" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "stageName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "percentTraffic" DOUBLE PRECISION,
    "revisionSeq" BIGINT NOT NULL,
    "liveAt" TIMESTAMP(3),

    CONSTRAINT "StageEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "error" JSONB,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TelemetryBatch" (
    "nodeId" TEXT NOT NULL,
    "bootId" TEXT NOT NULL,
    "batch" INTEGER NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TelemetryBatch_pkey" PRIMARY KEY ("nodeId","bootId","batch")
);

-- CreateTable
CREATE TABLE "Rollup" (
    "resolution" TEXT NOT NULL,
    "bucket" TIMESTAMP(3) NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "stageName" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "member" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "count4xx" BIGINT NOT NULL,
    "count5xx" BIGINT NOT NULL,
    "cacheHits" BIGINT NOT NULL,
    "cacheMisses" BIGINT NOT NULL,
    "latencySum" DOUBLE PRECISION NOT NULL,
    "latencyBuckets" INTEGER[],
    "integrationLatencySum" DOUBLE PRECISION NOT NULL,
    "integrationLatencyBuckets" INTEGER[],

    CONSTRAINT "Rollup_pkey" PRIMARY KEY ("workspaceId","level","resolution","apiId","stageName","variant","member","bucket")
);

-- CreateTable
CREATE TABLE "RequestSample" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "apiId" TEXT NOT NULL,
    "stageName" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "requestId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "httpMethod" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "responseType" TEXT,
    "phase" TEXT NOT NULL,
    "cause" TEXT,
    "latencyMs" DOUBLE PRECISION NOT NULL,
    "integrationLatencyMs" DOUBLE PRECISION,
    "keyId" TEXT NOT NULL,
    "sourceIp" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "nodeId" TEXT NOT NULL,

    CONSTRAINT "RequestSample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "apiKeyMode" TEXT NOT NULL DEFAULT 'RECOVERABLE',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "invitedById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "acceptedAt" TIMESTAMP(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "userAgent" TEXT NOT NULL,
    "sourceIp" TEXT NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInThrottle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "windowStart" TIMESTAMP(3) NOT NULL,
    "lockedUntil" TIMESTAMP(3),

    CONSTRAINT "SignInThrottle_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "RestApi_workspaceId_name_id_idx" ON "RestApi"("workspaceId", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Resource_apiId_path_key" ON "Resource"("apiId", "path");

-- CreateIndex
CREATE UNIQUE INDEX "Model_apiId_name_key" ON "Model"("apiId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Authorizer_apiId_name_key" ON "Authorizer"("apiId", "name");

-- CreateIndex
CREATE INDEX "AuditEntry_workspaceId_at_id_idx" ON "AuditEntry"("workspaceId", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "AuditEntry_workspaceId_apiId_at_idx" ON "AuditEntry"("workspaceId", "apiId", "at" DESC);

-- CreateIndex
CREATE INDEX "AuditEntry_workspaceId_targetType_targetId_at_idx" ON "AuditEntry"("workspaceId", "targetType", "targetId", "at" DESC);

-- CreateIndex
CREATE INDEX "BasePathMapping_apiId_idx" ON "BasePathMapping"("apiId");

-- CreateIndex
CREATE UNIQUE INDEX "NodeToken_tokenHash_key" ON "NodeToken"("tokenHash");

-- CreateIndex
CREATE INDEX "GatewayNode_groupId_lastSeenAt_idx" ON "GatewayNode"("groupId", "lastSeenAt");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_seq_key" ON "Revision"("seq");

-- CreateIndex
CREATE INDEX "TestCall_groupId_nodeId_createdAt_idx" ON "TestCall"("groupId", "nodeId", "createdAt");

-- CreateIndex
CREATE INDEX "ApiKey_workspaceId_name_id_idx" ON "ApiKey"("workspaceId", "name", "id");

-- CreateIndex
CREATE INDEX "ApiKey_workspaceId_createdDate_id_idx" ON "ApiKey"("workspaceId", "createdDate" DESC, "id");

-- CreateIndex
CREATE INDEX "ApiKeySecret_apiKeyId_idx" ON "ApiKeySecret"("apiKeyId");

-- CreateIndex
CREATE INDEX "ApiKeySecret_workspaceId_prefix_idx" ON "ApiKeySecret"("workspaceId", "prefix");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKeySecret_workspaceId_lookupHash_key" ON "ApiKeySecret"("workspaceId", "lookupHash");

-- CreateIndex
CREATE INDEX "UsagePlan_workspaceId_name_id_idx" ON "UsagePlan"("workspaceId", "name", "id");

-- CreateIndex
CREATE INDEX "UsagePlanStage_apiId_stageName_idx" ON "UsagePlanStage"("apiId", "stageName");

-- CreateIndex
CREATE INDEX "UsagePlanKey_apiKeyId_idx" ON "UsagePlanKey"("apiKeyId");

-- CreateIndex
CREATE INDEX "Usage_workspaceId_apiKeyId_day_idx" ON "Usage"("workspaceId", "apiKeyId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Portal_slug_key" ON "Portal"("slug");

-- CreateIndex
CREATE INDEX "PortalApi_apiId_idx" ON "PortalApi"("apiId");

-- CreateIndex
CREATE INDEX "Deployment_apiId_createdDate_idx" ON "Deployment"("apiId", "createdDate" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Deployment_apiId_number_key" ON "Deployment"("apiId", "number");

-- CreateIndex
CREATE INDEX "Stage_deploymentId_idx" ON "Stage"("deploymentId");

-- CreateIndex
CREATE INDEX "Stage_canaryDeploymentId_idx" ON "Stage"("canaryDeploymentId");

-- CreateIndex
CREATE INDEX "StageEvent_apiId_stageName_at_idx" ON "StageEvent"("apiId", "stageName", "at" DESC);

-- CreateIndex
CREATE INDEX "Task_workspaceId_createdAt_idx" ON "Task"("workspaceId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "TelemetryBatch_receivedAt_idx" ON "TelemetryBatch"("receivedAt");

-- CreateIndex
CREATE INDEX "Rollup_resolution_bucket_idx" ON "Rollup"("resolution", "bucket");

-- CreateIndex
CREATE INDEX "RequestSample_workspaceId_at_idx" ON "RequestSample"("workspaceId", "at" DESC);

-- CreateIndex
CREATE INDEX "RequestSample_workspaceId_apiId_at_idx" ON "RequestSample"("workspaceId", "apiId", "at" DESC);

-- CreateIndex
CREATE INDEX "RequestSample_workspaceId_requestId_idx" ON "RequestSample"("workspaceId", "requestId");

-- CreateIndex
CREATE INDEX "RequestSample_at_idx" ON "RequestSample"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_accountId_key" ON "Workspace"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_workspaceId_email_idx" ON "Invitation"("workspaceId", "email");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- AddForeignKey
ALTER TABLE "RestApi" ADD CONSTRAINT "RestApi_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resource" ADD CONSTRAINT "Resource_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "RestApi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resource" ADD CONSTRAINT "Resource_apiId_parentId_fkey" FOREIGN KEY ("apiId", "parentId") REFERENCES "Resource"("apiId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Method" ADD CONSTRAINT "Method_apiId_resourceId_fkey" FOREIGN KEY ("apiId", "resourceId") REFERENCES "Resource"("apiId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MethodResponse" ADD CONSTRAINT "MethodResponse_apiId_resourceId_httpMethod_fkey" FOREIGN KEY ("apiId", "resourceId", "httpMethod") REFERENCES "Method"("apiId", "resourceId", "httpMethod") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Integration" ADD CONSTRAINT "Integration_apiId_resourceId_httpMethod_fkey" FOREIGN KEY ("apiId", "resourceId", "httpMethod") REFERENCES "Method"("apiId", "resourceId", "httpMethod") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntegrationResponse" ADD CONSTRAINT "IntegrationResponse_apiId_resourceId_httpMethod_fkey" FOREIGN KEY ("apiId", "resourceId", "httpMethod") REFERENCES "Integration"("apiId", "resourceId", "httpMethod") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Model" ADD CONSTRAINT "Model_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "RestApi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestValidator" ADD CONSTRAINT "RequestValidator_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "RestApi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Authorizer" ADD CONSTRAINT "Authorizer_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "RestApi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GatewayResponse" ADD CONSTRAINT "GatewayResponse_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "RestApi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentationPart" ADD CONSTRAINT "DocumentationPart_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "RestApi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentationVersion" ADD CONSTRAINT "DocumentationVersion_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "RestApi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DomainName" ADD CONSTRAINT "DomainName_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BasePathMapping" ADD CONSTRAINT "BasePathMapping_domainName_fkey" FOREIGN KEY ("domainName") REFERENCES "DomainName"("domainName") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NodeToken" ADD CONSTRAINT "NodeToken_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "GatewayGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GatewayNode" ADD CONSTRAINT "GatewayNode_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "GatewayGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKeySecret" ADD CONSTRAINT "ApiKeySecret_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "ApiKey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UsagePlan" ADD CONSTRAINT "UsagePlan_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UsagePlanStage" ADD CONSTRAINT "UsagePlanStage_usagePlanId_fkey" FOREIGN KEY ("usagePlanId") REFERENCES "UsagePlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UsagePlanStage" ADD CONSTRAINT "UsagePlanStage_apiId_stageName_fkey" FOREIGN KEY ("apiId", "stageName") REFERENCES "Stage"("apiId", "stageName") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UsagePlanKey" ADD CONSTRAINT "UsagePlanKey_usagePlanId_fkey" FOREIGN KEY ("usagePlanId") REFERENCES "UsagePlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UsagePlanKey" ADD CONSTRAINT "UsagePlanKey_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "ApiKey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Portal" ADD CONSTRAINT "Portal_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PortalApi" ADD CONSTRAINT "PortalApi_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "RestApi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "RestApi"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_deploymentId_fkey" FOREIGN KEY ("deploymentId") REFERENCES "Deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_canaryDeploymentId_fkey" FOREIGN KEY ("canaryDeploymentId") REFERENCES "Deployment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageGroup" ADD CONSTRAINT "StageGroup_apiId_stageName_fkey" FOREIGN KEY ("apiId", "stageName") REFERENCES "Stage"("apiId", "stageName") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageGroup" ADD CONSTRAINT "StageGroup_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "GatewayGroup"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageEvent" ADD CONSTRAINT "StageEvent_apiId_stageName_fkey" FOREIGN KEY ("apiId", "stageName") REFERENCES "Stage"("apiId", "stageName") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
