import type { Metadata } from 'next';
import { ApiSdksPage } from '#components/sdks/api-sdks-page.tsx';

export const metadata: Metadata = { title: 'SDKs' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <ApiSdksPage apiId={(await params).apiId} />;
}
