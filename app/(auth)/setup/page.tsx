import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SetupForm } from '#components/account/setup-form.tsx';
import { AuthLayout } from '#components/layout/auth-layout.tsx';
import { currentActor } from '#server/auth/current-actor.ts';
import { setupStatus } from '#server/setup/setup-status.ts';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetupPage() {
  const { needed } = await setupStatus.execute(await currentActor(), {});
  if (!needed) redirect('/sign-in');
  return (
    <AuthLayout
      title="Set up Sluice"
      description="Create the first workspace and its owner. This page closes once you have."
    >
      <SetupForm />
    </AuthLayout>
  );
}
