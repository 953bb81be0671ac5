import { z } from 'zod';
import { cacheClusterSizes } from '#core/stages/schema.ts';
import type { Member } from '../../actor.ts';
import { createDeployment } from '../../deployments/create-deployment.ts';
import { createUnstagedDeployment } from '../../deployments/create-unstaged-deployment.ts';
import { deleteDeployment } from '../../deployments/delete-deployment.ts';
import { getDeploymentRecord, type MethodSnapshot } from '../../deployments/get-deployment-record.ts';
import { listDeploymentRecords } from '../../deployments/list-deployment-records.ts';
import { updateDeployment } from '../../deployments/update-deployment.ts';
import { getResourceTree } from '../../resources/get-resource-tree.ts';
import { listStageRecords } from '../../stages/list-stage-records.ts';
import { AwsError, badRequest, inAwsWords } from '../aws-error.ts';
import { flag, number, patchOperations, text, textMap } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';
import { withApi } from '../with-api.ts';
import { withApiPart } from '../with-api-part.ts';

type Deployment = {
  id: string;
  description: string | null;
  createdDate: Date;
  summary?: Record<string, Record<string, MethodSnapshot>>;
};

/** AWS's Deployment; its summary is there only when a client asks for it. */
function renderDeployment({ id, description, createdDate, summary }: Deployment) {
  return { id, description, createdDate, apiSummary: summary };
}

async function readDeployment(actor: Member, id: { apiId: string; deploymentId: string }, embeds: readonly string[]) {
  const { summary, ...deployment } = await getDeploymentRecord.execute(actor, id);
  return renderDeployment(embeds.includes('apisummary') ? { ...deployment, summary } : deployment);
}

type DeploymentId = { apiId: string; deploymentId: string };

function withDeployment<Result>(call: AwsCall, run: (id: DeploymentId) => Promise<Result>): Promise<Result> {
  const deploymentId = call.path.deployment_id ?? '';
  return withApiPart(call, 'Invalid Deployment identifier specified', (apiId) => run({ apiId, deploymentId }));
}

const deploymentPatches: PatchTarget<{ description: string | null }>[] = [
  {
    path: '/description',
    ops: ['replace'],
    apply: (deployment, { value }) => void (deployment.description = value || null),
  },
];

/** What AWS says of an API that cannot be deployed yet. */
async function assertDeployable(actor: Member, apiId: string): Promise<void> {
  const { resources } = await getResourceTree.execute(actor, { apiId });
  const methods = resources.flatMap((resource) => resource.methods);
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods");
  if (methods.some(({ integrationType }) => integrationType === null)) {
    throw badRequest('No integration defined for method');
  }
}

const stageMembers = {
  stageName: text,
  stageDescription: text,
  description: text,
  cacheClusterEnabled: flag,
  cacheClusterSize: z.enum(cacheClusterSizes).nullish(),
  variables: textMap,
  canarySettings: z
    .strictObject({ percentTraffic: number, stageVariableOverrides: textMap, useStageCache: flag })
    .nullish(),
  tracingEnabled: flag,
};

type Body = z.output<z.ZodObject<typeof stageMembers>>;

/** The canary that a deployment goes to: the one that is asked for, or the one that the stage has. */
async function canaryFor(actor: Member, apiId: string, { stageName, canarySettings: asked }: Body) {
  const stages = stageName ? await listStageRecords.execute(actor, { apiId }) : [];
  const stage = stages.find((each) => each.stageName === stageName);
  if (!asked) return stage?.canary ?? undefined;
  const refused = 'Invalid deployment content specified.';
  if (!stageName) {
    throw badRequest(
      `${refused}Non null and non empty stageName must be provided for canary deployment. Provided value is ${stageName ?? 'null'}`,
    );
  }
  if (!stage) {
    throw badRequest(`${refused}Stage ${stageName} must already be created before making a canary release deployment`);
  }
  return {
    percentTraffic: asked.percentTraffic ?? 0,
    stageVariableOverrides: asked.stageVariableOverrides ?? {},
    useStageCache: asked.useStageCache ?? false,
  };
}

async function deploy(actor: Member, apiId: string, body: Body): Promise<string> {
  const { stageName } = body;
  const description = body.description || null;
  const canary = await canaryFor(actor, apiId, body);
  if (!stageName) {
    const { deploymentId } = await createUnstagedDeployment.execute(actor, { apiId, description });
    return deploymentId;
  }
  const stage = {
    description: body.stageDescription || undefined,
    variables: body.variables ?? undefined,
    cacheClusterEnabled: body.cacheClusterEnabled ?? undefined,
    cacheClusterSize: body.cacheClusterSize ?? undefined,
    tracingEnabled: body.tracingEnabled ?? undefined,
  };
  const input = { apiId, stageName, description, canary, stage };
  const { deploymentId } = await createDeployment.execute(actor, input);
  return deploymentId;
}

export const deploymentOperations = {
  CreateDeployment: operation(stageMembers, {
    exactness: { partial: 'tracingEnabled has no effect: nodes write no traces' },
    run: (call, body) =>
      withApi(call, async (apiId) => {
        await assertDeployable(call.actor, apiId);
        const deploymentId = await deploy(call.actor, apiId, body);
        return readDeployment(call.actor, { apiId, deploymentId }, []);
      }),
  }),

  GetDeployments: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const page = pageOf(call.query);
        const deployments = await listDeploymentRecords.execute(call.actor, { apiId });
        return listOf(deployments, page, ({ id }) => id, renderDeployment);
      }),
  }),

  GetDeployment: operation({
    run: (call) => withDeployment(call, (id) => readDeployment(call.actor, id, embedsOf(call))),
  }),

  UpdateDeployment: operation(patchOperations, {
    run: (call, body) =>
      withDeployment(call, async (id) => {
        const { description } = await getDeploymentRecord.execute(call.actor, id);
        const patched = applyPatch({ description }, body.patchOperations, deploymentPatches);
        if (patched.description !== description) await updateDeployment.execute(call.actor, { ...id, ...patched });
        return readDeployment(call.actor, id, []);
      }),
  }),

  DeleteDeployment: operation({
    run: (call) =>
      withDeployment(call, async (id) => {
        const inUse = 'Active stages pointing to this deployment must be moved or deleted';
        await inAwsWords({ PRECONDITION_FAILED: inUse }, () => deleteDeployment.execute(call.actor, id)).catch(
          async (thrown: unknown) => {
            if (!(thrown instanceof AwsError) || thrown.message !== inUse) throw thrown;
            const stages = await listStageRecords.execute(call.actor, { apiId: id.apiId });
            const isStable = stages.some(({ deploymentId }) => deploymentId === id.deploymentId);
            throw isStable ? thrown : badRequest(inUse.replace('stages', 'stages with canary settings'));
          },
        );
      }),
  }),
};

/** `embed` may be repeated, and each may list several. */
function embedsOf({ query }: AwsCall): string[] {
  return query.getAll('embed').flatMap((each) => each.split(','));
}
