import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '#components/account/sign-in-form.tsx';
import { AuthLayout } from '#components/layout/auth-layout.tsx';
import { currentActor } from '#server/auth/current-actor.ts';
import { setupStatus } from '#server/setup/setup-status.ts';

export const metadata: Metadata = { title: 'Sign in' };

/** Only a path of this console: never another host, whatever the link says. */
function ownPath(value: string | string[] | undefined): string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : '/apis';
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const actor = await currentActor();
  const returnTo = ownPath((await searchParams).returnTo);
  if ('userId' in actor) redirect(returnTo);
  if ((await setupStatus.execute(actor, {})).needed) redirect('/setup');
  return (
    <AuthLayout title="Sign in" footer="No account? Ask an owner or admin of your workspace for an invitation.">
      <SignInForm returnTo={returnTo} />
    </AuthLayout>
  );
}
