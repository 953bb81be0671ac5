import type { Metadata } from 'next';
import { ResourcePolicyPage } from '#components/api-settings/resource-policy-page.tsx';

export const metadata: Metadata = { title: 'Resource policy' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <ResourcePolicyPage apiId={(await params).apiId} />;
}
