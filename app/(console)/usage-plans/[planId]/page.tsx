import type { Metadata } from 'next';
import { PlanPage } from '#components/usage-plans/plan-page.tsx';

export const metadata: Metadata = { title: 'Usage plan' };

export default async function Page({ params }: { params: Promise<{ planId: string }> }) {
  return <PlanPage planId={(await params).planId} />;
}
