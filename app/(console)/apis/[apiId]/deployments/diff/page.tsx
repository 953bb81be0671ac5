import type { Metadata } from 'next';
import { DraftChangesPage } from '#components/deployments/draft-changes-page.tsx';

export const metadata: Metadata = { title: 'Changes not deployed' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <DraftChangesPage apiId={(await params).apiId} />;
}
