import type { Metadata } from 'next';
import { AuthorizersPage } from '#components/authorizers/authorizers-page.tsx';

export const metadata: Metadata = { title: 'Authorizers' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <AuthorizersPage apiId={(await params).apiId} />;
}
