import type { ReactNode } from 'react';
import { OperationNavigation } from '#components/portal/operation-navigation.tsx';
import { PortalMain } from '#components/portal/portal-main.tsx';
import { publishedApi } from './published-api.ts';

type Props = { params: Promise<{ slug: string; api: string }>; children: ReactNode };

export default async function ApiLayout({ params, children }: Props) {
  const { slug, api: apiSlug } = await params;
  const { api, href } = await publishedApi(slug, apiSlug);
  return (
    <div className="grid min-w-0 gap-x-10 gap-y-6 md:grid-cols-[240px_minmax(0,1fr)]">
      <div className="min-w-0 md:sticky md:top-20 md:max-h-[calc(100dvh-96px)] md:self-start md:overflow-y-auto md:pr-1">
        <OperationNavigation href={href} apiName={api.reference.title} groups={api.reference.groups} />
      </div>
      <PortalMain>{children}</PortalMain>
    </div>
  );
}
