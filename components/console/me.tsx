'use client';

import { createContext, useContext, type ReactNode } from 'react';
import type { Permission } from '#core/permissions.ts';
import type { Outputs } from '../trpc.ts';

/** Who is signed in, with the workspace that the console shows. */
export type Me = Outputs['account']['me'] & { current: NonNullable<Outputs['account']['me']['current']> };

const MeContext = createContext<Me | null>(null);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe is for pages of the console, below MeProvider.');
  return me;
}

/** Whether the signed-in member may do something: what they may not is shown disabled, with the reason, or not at all. */
export function useCan(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}
