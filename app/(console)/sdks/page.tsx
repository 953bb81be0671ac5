import type { Metadata } from 'next';
import { SdksPage } from '#components/sdks/sdks-page.tsx';

export const metadata: Metadata = { title: 'SDKs' };

export default function Page() {
  return <SdksPage />;
}
