import type { Metadata } from 'next';
import { PortalPage } from '#components/portals/portal-page.tsx';

export const metadata: Metadata = { title: 'Portal' };

export default async function Page({ params }: { params: Promise<{ portalId: string }> }) {
  return <PortalPage portalId={(await params).portalId} />;
}
