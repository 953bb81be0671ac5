import { beforeAll, expect, test } from 'vitest';
import { can, roles } from '#core/permissions.ts';
import type { Member } from '../actor.ts';
import { db } from '../db.ts';
import { allProcedures, callProcedure } from '../testing/call-procedure.ts';
import { type Call, procedureInputs } from '../testing/procedure-inputs.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { type Ids, newWorld, unknownIds } from '../testing/world.ts';

const procedures = allProcedures();
const calls = new Map(
  Object.entries(procedureInputs).flatMap(([feature, verbs]) =>
    Object.entries(verbs).map(([verb, call]) => [`${feature}.${verb}`, call as Call<unknown>]),
  ),
);
const of = (kind: Call<unknown>['kind']) => procedures.filter(({ path }) => calls.get(path)?.kind === kind);

let owner: Member;
let ids: Ids;
let stranger: Member;

beforeAll(async () => {
  // The first workspace runs the shared gateways; neither side of these tests shall.
  await newWorkspace();
  ({ owner, ids } = await newWorld());
  stranger = await newWorkspace();
});

function inputFor(path: string, given: Ids): unknown {
  const call = calls.get(path);
  return call && call.kind !== 'none' ? call.input(given) : {};
}

/** A message with the ids that the caller sent taken out. */
function withoutIds(message: string, given: Ids): string {
  return Object.values(given).reduce((text, id) => text.replaceAll(id, 'ID'), message);
}

const asked = procedures.flatMap(({ path, permission }) =>
  permission && permission !== 'public' && permission !== 'signed-in' ? [{ path, permission }] : [],
);
const denied = asked.flatMap(({ path, permission }) =>
  roles.filter((role) => !can(role, permission)).map((role) => ({ path, permission, role })),
);

test.each(denied)('$path is refused to the role $role, which lacks $permission', async ({ path, role }) => {
  const member: Member = { ...owner, role };
  expect((await callProcedure(path, member, inputFor(path, ids))).code).toBe('FORBIDDEN');
});

test.each(asked)('$path is refused to a visitor, and to someone without a workspace', async ({ path }) => {
  const { sourceIp, userAgent, userId, sessionId, name, email } = owner;
  const input = inputFor(path, ids);
  expect((await callProcedure(path, { sourceIp, userAgent }, input)).code).toBe('UNAUTHENTICATED');
  const signedIn = { sourceIp, userAgent, userId, sessionId, name, email };
  expect((await callProcedure(path, signedIn, input)).code).toBe('FORBIDDEN');
});

test.each(of('names'))('$path answers for another workspace’s things as for unknown ones', async ({ path }) => {
  const unknown = unknownIds(ids);
  const foreignAnswer = await callProcedure(path, stranger, inputFor(path, ids));
  const unknownAnswer = await callProcedure(path, stranger, inputFor(path, unknown));
  expect(foreignAnswer.code).toBe('NOT_FOUND');
  expect(unknownAnswer.code).toBe('NOT_FOUND');
  expect(withoutIds(foreignAnswer.message, ids)).toBe(withoutIds(unknownAnswer.message, unknown));
});

test.each(of('filters'))('$path lists nothing of another workspace', async ({ path }) => {
  const foreignAnswer = await callProcedure(path, stranger, inputFor(path, ids));
  const unknownAnswer = await callProcedure(path, stranger, inputFor(path, unknownIds(ids)));
  expect(foreignAnswer).toMatchObject({ code: 'OK', value: { items: [] } });
  expect(foreignAnswer).toEqual(unknownAnswer);
});

test.each(of('none').filter(({ type, permission }) => type !== 'mutation' && permission?.includes('.')))(
  '$path shows nothing of another workspace',
  async ({ path }) => {
    const input = path === 'search.all' ? { text: 'Pets' } : path === 'telemetry.overview' ? lastHour() : {};
    const { code, value } = await callProcedure(path, stranger, input);
    expect(code).toBe('OK');
    const shown = JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
    const own = new Set(['stageName']);
    for (const [name, id] of Object.entries(ids)) if (!own.has(name)) expect(shown).not.toContain(id);
  },
);

function lastHour() {
  return { from: new Date(Date.now() - 3_600_000), to: new Date() };
}

/** Mutations on the owner's own things, in an order in which each still finds what it needs. */
const destructive = [
  ...['accessKeys.delete', 'serviceAccounts.delete', 'credentials.delete'],
  ...['members.remove', 'invitations.revoke', 'gateways.revokeToken', 'plans.removeKey', 'plans.removeStage'],
  ...['keys.delete', 'plans.delete', 'portals.delete', 'tasks.dismiss', 'account.revokeSession'],
  ...['gatewayResponses.reset', 'authorizers.delete', 'validators.delete', 'models.delete', 'stages.removeCanary'],
  ...['stages.delete', 'deployments.restoreDraft', 'deployments.delete', 'methods.delete', 'resources.delete'],
  'apis.delete',
];

/** Where the call reaches its thing and is refused for another reason: nothing is changed, and nothing is audited. */
const refused: Record<string, string> = {
  'authorizers.update': 'STALE',
  'methods.update': 'STALE',
  'models.update': 'STALE',
  // The document of the call is empty.
  'openapi.saveSource': 'BAD_INPUT',
  'openapi.confirmImport': 'PRECONDITION_FAILED',
  // The world has no canary, no second version and no node.
  'stages.setCanary': 'PRECONDITION_FAILED',
  'stages.promoteCanary': 'PRECONDITION_FAILED',
  'stages.removeCanary': 'PRECONDITION_FAILED',
  'stages.rollback': 'PRECONDITION_FAILED',
  'deployments.delete': 'PRECONDITION_FAILED',
  'testCalls.run': 'UNAVAILABLE',
  'authorizers.test': 'UNAVAILABLE',
};

/** Sent with POST for the size of its input; it only reads. */
const changesNothing = new Set(['openapi.check']);

test('the same calls reach their own workspace’s things, and each that changes something leaves an audit row', async () => {
  const first = of('names').filter(({ path }) => !destructive.includes(path));
  const order = [...first.map(({ path }) => path), ...destructive];
  const answers: Record<string, string> = {};
  for (const path of order) {
    const before = await db().auditEntry.count();
    const { code } = await callProcedure(path, owner, inputFor(path, ids));
    const isAudited = (await db().auditEntry.count()) > before;
    const isChange = isMutation(path) && !changesNothing.has(path) && code === 'OK';
    expect(isAudited, `${path} leaves an audit row`).toBe(isChange);
    if (code !== 'OK') answers[path] = code;
  }
  expect(answers).toEqual(refused);
}, 60_000);

function isMutation(path: string): boolean {
  return procedures.some((procedure) => procedure.path === path && procedure.type === 'mutation');
}
