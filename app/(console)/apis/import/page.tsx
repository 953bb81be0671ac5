import type { Metadata } from 'next';
import { ImportPage } from '#components/openapi/import-page.tsx';

export const metadata: Metadata = { title: 'Import OpenAPI' };

export default function Page() {
  return <ImportPage />;
}
