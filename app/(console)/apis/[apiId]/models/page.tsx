import type { Metadata } from 'next';
import { ModelsPage } from '#components/models/models-page.tsx';

export const metadata: Metadata = { title: 'Models' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <ModelsPage apiId={(await params).apiId} />;
}
