import type { Metadata } from 'next';
import { NewModelPage } from '#components/models/new-model-page.tsx';

export const metadata: Metadata = { title: 'Create model' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <NewModelPage apiId={(await params).apiId} />;
}
