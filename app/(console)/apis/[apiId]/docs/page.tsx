import type { Metadata } from 'next';
import { ApiDocsPage } from '#components/api-docs/api-docs-page.tsx';

export const metadata: Metadata = { title: 'Docs' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <ApiDocsPage apiId={(await params).apiId} />;
}
