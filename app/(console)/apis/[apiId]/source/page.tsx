import type { Metadata } from 'next';
import { SourcePage } from '#components/openapi/source-page.tsx';

export const metadata: Metadata = { title: 'OpenAPI source' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <SourcePage apiId={(await params).apiId} />;
}
