'use client';

import { createContext, useContext, type ReactNode } from 'react';

const InsideModal = createContext(false);

/** A modal never opens in a modal: this throws while the console is being built, where the mistake can be mended. */
export function ModalBoundary({ children }: { children: ReactNode }) {
  const nested = useContext(InsideModal);
  if (nested && process.env.NODE_ENV !== 'production')
    throw new Error('A dialog or sheet is rendered inside another one.');
  return <InsideModal.Provider value={true}>{children}</InsideModal.Provider>;
}
