import { test as base } from '@playwright/test';
import { ownerIn, type Session } from './session.ts';

/**
 * A test whose page is signed in as the owner, in a workspace that the spec file has to itself:
 * `test.use({ workspaceName: 'Bad input' })`.
 */
export const test = base.extend<object, { workspaceName: string; session: Session }>({
  workspaceName: ['End to end', { option: true, scope: 'worker' }],
  session: [async ({ workspaceName }, provide) => provide(await ownerIn(workspaceName)), { scope: 'worker' }],
  storageState: ({ session }, provide) => provide(session.storageState),
});
