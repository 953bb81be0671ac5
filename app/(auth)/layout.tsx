import type { ReactNode } from 'react';
import { ApiProvider } from '#components/trpc-provider.tsx';

export default function AuthenticationLayout({ children }: { children: ReactNode }) {
  return <ApiProvider>{children}</ApiProvider>;
}
