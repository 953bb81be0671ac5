import { expect, test } from 'vitest';
import { permissions } from '#core/permissions.ts';
import { allProcedures } from '../testing/call-procedure.ts';
import { procedureInputs } from '../testing/procedure-inputs.ts';

const procedures = allProcedures();

/** What may be called without a permission in a workspace. A procedure is added here on purpose or not at all. */
const openTo = {
  public: ['invitations.accept', 'invitations.inspect', 'setup.create', 'setup.status'],
  'signed-in': [
    ...['account.changePassword', 'account.me', 'account.revokeSession', 'account.sessions', 'account.update'],
    'workspaces.create',
  ],
};

test('every procedure names what it asks of its caller', () => {
  expect(procedures.length).toBeGreaterThan(80);
  const known: unknown[] = [...permissions, 'signed-in', 'public'];
  expect(procedures.filter(({ permission }) => !known.includes(permission))).toEqual([]);
});

test.each(Object.entries(openTo))('%s procedures are the ones on the list', (access, listed) => {
  const found = procedures.filter(({ permission }) => permission === access).map(({ path }) => path);
  expect(found.toSorted()).toEqual(listed.toSorted());
});

test('what changes something asks for more than to read, and what reads asks for no more', () => {
  const reads = (permission: string | undefined) => permission?.endsWith('.read') ?? false;
  const inWorkspace = procedures.filter(({ permission }) => permission?.includes('.'));
  expect(inWorkspace.filter(({ type, permission }) => (type === 'mutation') === reads(permission))).toEqual([]);
});

test('the generated cases know every procedure', () => {
  const listed = Object.entries(procedureInputs).flatMap(([feature, verbs]) =>
    Object.keys(verbs).map((verb) => `${feature}.${verb}`),
  );
  expect(listed.toSorted()).toEqual(procedures.map(({ path }) => path).toSorted());
});
