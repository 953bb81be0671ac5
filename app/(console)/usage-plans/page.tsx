import type { Metadata } from 'next';
import { PlansPage } from '#components/usage-plans/plans-page.tsx';

export const metadata: Metadata = { title: 'Usage plans' };

export default function Page() {
  return <PlansPage />;
}
