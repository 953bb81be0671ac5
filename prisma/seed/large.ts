import type { Design } from '#core/apis/design.ts';
import { orderDesign } from '#core/apis/order-design.ts';
import { mockIntegration } from '#core/integrations/schema.ts';
import type { Method } from '#core/methods/schema.ts';
import { childPath } from '#core/resources/schema.ts';
import { sha256Hex } from '#core/snapshot/hash.ts';
import type { Member } from '#server/actor.ts';
import { createApi } from '#server/apis/create-api.ts';
import { loadDesign } from '#server/apis/load-design.ts';
import { touchDraft } from '#server/apis/touch-draft.ts';
import { writeDesign } from '#server/apis/write-design.ts';
import { type Tx, transaction } from '#server/db.ts';
import { createDeployment } from '#server/deployments/create-deployment.ts';
import { pushKey } from '#server/keys/key-state.ts';
import { generateKeyValue, lookupHash, visiblePrefix } from '#server/keys/key-value.ts';
import { newId } from '#server/new-id.ts';
import { createPlan } from '#server/plans/create-plan.ts';
import { appendRevision } from '#server/push/append-revision.ts';
import { seal } from '#server/secret-box.ts';
import type { Say } from './scenarios.ts';

export type LargeSize = { apis: number; keys: number };

const keysPerTransaction = 100;

const domains = [
  'Billing',
  'Catalogue',
  'Delivery',
  'Identity',
  'Inventory',
  'Loyalty',
  'Pricing',
  'Search',
  'Support',
];
const nouns = ['accounts', 'carts', 'events', 'files', 'items', 'labels', 'notes', 'orders', 'reports', 'users'];

/** Fifty methods on ten collections: list, create, read, replace and delete of each. */
export async function seedLarge(
  owner: Member,
  say: Say,
  size: LargeSize = { apis: 1_000, keys: 10_000 },
): Promise<string[]> {
  const stages: { apiId: string; stageName: string }[] = [];
  for (let index = 0; index < size.apis; index += 1) {
    const number = String(index + 1).padStart(4, '0');
    const name = `${domains[index % domains.length]} ${number}`;
    const { id: apiId } = await createApi.execute(owner, { name, description: `Number ${number} of many` });
    await transaction((tx) => fillDraft(tx, owner.workspaceId, apiId));
    await createDeployment.execute(owner, { apiId, stageName: 'prod' });
    stages.push({ apiId, stageName: 'prod' });
    if ((index + 1) % 100 === 0) say(`${index + 1} APIs`);
  }
  const plan = await createPlan.execute(owner, {
    name: 'Everything',
    throttle: { rateLimit: 100, burstLimit: 200 },
    stages: stages.slice(0, 100),
  });
  for (let first = 0; first < size.keys; first += keysPerTransaction) {
    const count = Math.min(keysPerTransaction, size.keys - first);
    await transaction((tx) => addKeys(tx, owner, plan.id, { first, count }));
    if ((first + count) % 2_000 === 0) say(`${first + count} keys`);
  }
  return [`${size.apis} APIs with ${size.apis * nouns.length * 5} methods, ${size.keys} keys`];
}

/** Writes the design below the verbs: fifty calls for each of a thousand APIs would take an hour. */
async function fillDraft(tx: Tx, workspaceId: string, apiId: string): Promise<void> {
  const { draftRevision } = await touchDraft(tx, workspaceId, apiId);
  const { design: previous } = await loadDesign(tx, apiId);
  const [root] = previous.resources;
  if (!root) throw new Error('a new API has a root resource');
  const resources: Design['resources'] = [root];
  const methods: Method[] = [];
  for (const noun of nouns) {
    const collection = { id: newId(), parentId: root.id, pathPart: noun, path: childPath('/', noun) };
    const item = { id: newId(), parentId: collection.id, pathPart: '{id}', path: childPath(collection.path, '{id}') };
    resources.push(collection, item);
    for (const httpMethod of ['GET', 'POST'] as const) methods.push(mockMethod(collection.id, httpMethod, {}));
    for (const httpMethod of ['GET', 'PUT', 'DELETE'] as const) {
      methods.push(mockMethod(item.id, httpMethod, { 'method.request.path.id': true }));
    }
  }
  await writeDesign(tx, { apiId, draftRevision, design: orderDesign({ ...previous, resources, methods }), previous });
}

function mockMethod(resourceId: string, httpMethod: Method['httpMethod'], requestParameters: Record<string, boolean>) {
  return {
    resourceId,
    httpMethod,
    authorizationType: 'NONE' as const,
    authorizerId: null,
    authorizationScopes: [],
    apiKeyRequired: httpMethod !== 'GET',
    operationName: null,
    requestValidatorId: null,
    requestParameters,
    requestModels: {},
    methodResponses: [{ statusCode: '200', responseParameters: {}, responseModels: {} }],
    integration: mockIntegration(),
  };
}

/** The rows that `createKey` writes, many at once. */
async function addKeys(
  tx: Tx,
  { workspaceId, userId }: Member,
  planId: string,
  { first, count }: { first: number; count: number },
): Promise<void> {
  const keys = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    name: `Customer ${String(first + index + 1).padStart(5, '0')}`,
    value: generateKeyValue(),
    secretId: newId(),
  }));
  await tx.apiKey.createMany({ data: keys.map(({ id, name }) => ({ id, name, workspaceId, createdById: userId })) });
  await tx.apiKeySecret.createMany({
    data: keys.map(({ id, value, secretId }) => ({
      id: secretId,
      workspaceId,
      apiKeyId: id,
      prefix: visiblePrefix(value),
      lookupHash: lookupHash(value),
      nodeHash: sha256Hex(value),
      encryptedValue: seal(value, secretId),
    })),
  });
  await tx.usagePlanKey.createMany({ data: keys.map(({ id }) => ({ usagePlanId: planId, apiKeyId: id })) });
  for (const { id } of keys) await pushKey(tx, (revision) => appendRevision(tx, revision), id);
}
