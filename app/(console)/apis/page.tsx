import type { Metadata } from 'next';
import { ApisPage } from '#components/apis/apis-page.tsx';

export const metadata: Metadata = { title: 'APIs' };

export default function Page() {
  return <ApisPage />;
}
