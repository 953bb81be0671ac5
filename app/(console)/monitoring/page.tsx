import type { Metadata } from 'next';
import { MonitoringPage } from '#components/monitoring/monitoring-page.tsx';

export const metadata: Metadata = { title: 'Monitoring' };

export default function Page() {
  return <MonitoringPage />;
}
