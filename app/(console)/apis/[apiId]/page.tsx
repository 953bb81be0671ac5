import type { Metadata } from 'next';
import { OverviewPage } from '#components/overview/overview-page.tsx';

export const metadata: Metadata = { title: 'Overview' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <OverviewPage apiId={(await params).apiId} />;
}
