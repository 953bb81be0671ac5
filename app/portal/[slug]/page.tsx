import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PortalHome } from '#components/portal/portal-home.tsx';
import { readPublicPortal } from '#server/portals/read-public.ts';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { alternates: { canonical: `/portal/${(await params).slug}` } };
}

export default async function PortalPage({ params }: Props) {
  const portal = await readPublicPortal((await params).slug);
  if (!portal) notFound();
  return (
    <PortalHome
      href={`/portal/${portal.slug}`}
      title={portal.title}
      description={portal.description}
      apis={portal.apis.map(({ slug, version, deployedAt, reference }) => ({
        slug,
        title: reference.title,
        description: reference.description,
        operationCount: reference.groups.reduce((sum, group) => sum + group.operations.length, 0),
        version,
        deployedAt,
      }))}
    />
  );
}
