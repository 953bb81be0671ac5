import type { Metadata } from 'next';
import { NetworkSettings } from '#components/settings/network-settings.tsx';

export const metadata: Metadata = { title: 'Network' };

export default function Page() {
  return <NetworkSettings />;
}
