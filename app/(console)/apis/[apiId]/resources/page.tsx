import type { Metadata } from 'next';
import { ResourcesPage } from '#components/resources/resources-page.tsx';

export const metadata: Metadata = { title: 'Resources' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <ResourcesPage apiId={(await params).apiId} />;
}
