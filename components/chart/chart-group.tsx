'use client';

import { createContext, useContext, useId, type ReactNode } from 'react';

const GroupId = createContext<string | undefined>(undefined);

/** Charts inside share one cursor: pointing at a moment in one shows that moment in all. */
export function ChartGroup({ children }: { children: ReactNode }) {
  const id = useId();
  return <GroupId.Provider value={id}>{children}</GroupId.Provider>;
}

export function useChartGroup(): string | undefined {
  return useContext(GroupId);
}
