import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ConsoleShell } from '#components/console/console-shell.tsx';
import { MeProvider } from '#components/console/me.tsx';
import { ApiProvider } from '#components/trpc-provider.tsx';
import { PREFERENCE } from '#components/ui/preference-cookie.ts';
import { me } from '#server/account/me.ts';
import { currentActor } from '#server/auth/current-actor.ts';
import { setupStatus } from '#server/setup/setup-status.ts';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!('userId' in actor)) {
    const { needed } = await setupStatus.execute(actor, {});
    redirect(needed ? '/setup' : '/sign-in');
  }
  const { current, ...account } = await me.execute(actor, {});
  if (!current) redirect('/no-workspace');
  const preferences = await cookies();
  return (
    <ApiProvider>
      <MeProvider me={{ ...account, current }}>
        <ConsoleShell initiallyCollapsed={preferences.get(PREFERENCE.rail)?.value === 'collapsed'}>
          {children}
        </ConsoleShell>
      </MeProvider>
    </ApiProvider>
  );
}
