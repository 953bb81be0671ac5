import type { Metadata } from 'next';
import { CorsPage } from '#components/api-settings/cors-page.tsx';

export const metadata: Metadata = { title: 'Cross-origin access' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <CorsPage apiId={(await params).apiId} />;
}
