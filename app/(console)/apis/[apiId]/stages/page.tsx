import type { Metadata } from 'next';
import { StagesPage } from '#components/stages/stages-page.tsx';

export const metadata: Metadata = { title: 'Stages' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <StagesPage apiId={(await params).apiId} />;
}
