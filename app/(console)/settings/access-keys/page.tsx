import type { Metadata } from 'next';
import { AccessKeysPage } from '#components/access-keys/access-keys-page.tsx';

export const metadata: Metadata = { title: 'Access keys' };

export default function Page() {
  return <AccessKeysPage />;
}
