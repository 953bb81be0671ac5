import type { Metadata } from 'next';
import { ModelPage } from '#components/models/model-page.tsx';

export const metadata: Metadata = { title: 'Model' };

export default async function Page({ params }: { params: Promise<{ apiId: string; modelId: string }> }) {
  return <ModelPage {...await params} />;
}
