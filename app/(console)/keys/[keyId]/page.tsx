import type { Metadata } from 'next';
import { KeyPage } from '#components/keys/key-page.tsx';

export const metadata: Metadata = { title: 'Key' };

export default async function Page({ params }: { params: Promise<{ keyId: string }> }) {
  return <KeyPage keyId={(await params).keyId} />;
}
