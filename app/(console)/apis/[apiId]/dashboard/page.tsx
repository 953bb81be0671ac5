import type { Metadata } from 'next';
import { DashboardPage } from '#components/dashboards/dashboard-page.tsx';

export const metadata: Metadata = { title: 'Dashboard' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <DashboardPage apiId={(await params).apiId} />;
}
