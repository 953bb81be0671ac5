import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { FirstWorkspace } from '#components/account/first-workspace.tsx';
import { currentActor } from '#server/auth/current-actor.ts';

export const metadata: Metadata = { title: 'No workspace' };

export default async function NoWorkspacePage() {
  const actor = await currentActor();
  if (!('userId' in actor)) redirect('/sign-in');
  if ('workspaceId' in actor) redirect('/apis');
  return <FirstWorkspace />;
}
