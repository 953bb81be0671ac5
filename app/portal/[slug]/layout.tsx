import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { SkipLink } from '#components/layout/skip-link.tsx';
import { PortalHeader } from '#components/portal/portal-header.tsx';
import { env } from '#server/env.ts';
import { readPublicPortal } from '#server/portals/read-public.ts';

/** Portals change without a build: every request reads what is published now. */
export const dynamic = 'force-dynamic';

type Props = { params: Promise<{ slug: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const portal = await readPublicPortal((await params).slug);
  if (!portal) return {};
  return {
    metadataBase: new URL(env().publicUrl),
    title: { default: portal.title, template: `%s · ${portal.title.replaceAll('%s', '')}` },
    description: `API documentation of ${portal.title}`,
  };
}

export default async function PortalLayout({ params, children }: Props) {
  const portal = await readPublicPortal((await params).slug);
  if (!portal) notFound();
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <PortalHeader title={portal.title} href={`/portal/${portal.slug}`} />
      <div className="mx-auto w-full max-w-360 grow px-4 py-6 md:px-6 md:py-8">{children}</div>
    </div>
  );
}
