import type { Metadata } from 'next';
import { ApiOverview } from '#components/portal/api-overview.tsx';
import { publishedApi } from './published-api.ts';

type Props = { params: Promise<{ slug: string; api: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, api: apiSlug } = await params;
  const { api, href } = await publishedApi(slug, apiSlug);
  return {
    title: api.reference.title,
    ...(api.reference.description && { description: api.reference.description.slice(0, 160) }),
    alternates: { canonical: href },
  };
}

export default async function ApiPage({ params }: Props) {
  const { slug, api: apiSlug } = await params;
  const { api, href } = await publishedApi(slug, apiSlug);
  return <ApiOverview href={href} reference={api.reference} />;
}
