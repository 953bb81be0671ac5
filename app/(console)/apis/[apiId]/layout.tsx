import type { ReactNode } from 'react';
import { ApiFrame } from '#components/apis/api-frame.tsx';

type Props = { params: Promise<{ apiId: string }>; children: ReactNode };

export default async function ApiLayout({ params, children }: Props) {
  return <ApiFrame apiId={(await params).apiId}>{children}</ApiFrame>;
}
