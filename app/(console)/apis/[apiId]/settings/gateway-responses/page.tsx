import type { Metadata } from 'next';
import { GatewayResponsesPage } from '#components/api-settings/gateway-responses-page.tsx';

export const metadata: Metadata = { title: 'Gateway responses' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <GatewayResponsesPage apiId={(await params).apiId} />;
}
