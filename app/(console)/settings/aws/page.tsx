import type { Metadata } from 'next';
import { AwsPage } from '#components/aws-access/aws-page.tsx';

export const metadata: Metadata = { title: 'AWS' };

export default function Page() {
  return <AwsPage />;
}
