import type { Metadata } from 'next';
import { ApiSettingsPage } from '#components/api-settings/api-settings-page.tsx';

export const metadata: Metadata = { title: 'API settings' };

export default async function Page({ params }: { params: Promise<{ apiId: string }> }) {
  return <ApiSettingsPage apiId={(await params).apiId} />;
}
