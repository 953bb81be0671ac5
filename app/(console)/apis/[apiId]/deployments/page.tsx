import type { Metadata } from 'next';
import { DeploymentsPage } from '#components/deployments/deployments-page.tsx';

export const metadata: Metadata = { title: 'Deployments' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <DeploymentsPage apiId={(await params).apiId} />;
}
