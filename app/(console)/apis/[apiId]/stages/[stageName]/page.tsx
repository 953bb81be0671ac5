import type { Metadata } from 'next';
import { StagePage } from '#components/stages/stage-page.tsx';

export const metadata: Metadata = { title: 'Stage' };

export default async function Page({ params }: { params: Promise<{ apiId: string; stageName: string }> }) {
  return <StagePage {...await params} />;
}
