import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { OperationView } from '#components/portal/operation-view.tsx';
import { SAMPLE_LANGUAGE_COOKIE, sampleLanguage } from '#components/portal/sample-preference.ts';
import { publishedApi } from '../published-api.ts';

type Props = { params: Promise<{ slug: string; api: string; operation: string }> };

const publishedOperation = cache(async (slug: string, apiSlug: string, operationSlug: string) => {
  const { api, href } = await publishedApi(slug, apiSlug);
  const operation = api.reference.operation(operationSlug);
  if (!operation) notFound();
  return { api, operation, href: `${href}/${operation.slug}` };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, api: apiSlug, operation: operationSlug } = await params;
  const { api, operation, href } = await publishedOperation(slug, apiSlug, operationSlug);
  const { httpMethod, path, title, description } = operation;
  return {
    title: `${title} · ${api.reference.title}`,
    description: (description ?? `${httpMethod} ${path} of ${api.reference.title}`).slice(0, 160),
    alternates: { canonical: href },
  };
}

export default async function OperationPage({ params }: Props) {
  const { slug, api: apiSlug, operation: operationSlug } = await params;
  const { api, operation } = await publishedOperation(slug, apiSlug, operationSlug);
  const preferred = (await cookies()).get(SAMPLE_LANGUAGE_COOKIE)?.value;
  return (
    <OperationView
      operation={operation}
      baseUrl={api.reference.baseUrl}
      language={sampleLanguage(preferred, operation.samples)}
    />
  );
}
