import { Download } from 'lucide-react';
import Link from 'next/link';
import type { Reference } from '#core/portal/reference-document.ts';
import { Badge } from '../ui/badge.tsx';
import { buttonStyle } from '../ui/button-style.ts';
import { Copyable } from '../ui/copyable.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { Section } from '../ui/section.tsx';
import { Description } from './description.tsx';

/** The first page of an API: what it is, where it is called, and all of its operations. */
export function ApiOverview({ href, reference }: { href: string; reference: Reference }) {
  return (
    <article className="grid min-w-0 gap-8">
      <header className="grid min-w-0 gap-3">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="flex min-w-0 flex-wrap items-center gap-3">
            <h1 className="text-display break-words">{reference.title}</h1>
            {reference.version ? <Badge>{reference.version}</Badge> : null}
          </div>
          <a href={`${href}/openapi.json`} download className={buttonStyle({ size: 'sm' })}>
            <Download aria-hidden="true" />
            OpenAPI description
          </a>
        </div>
        {reference.description ? <Description text={reference.description} /> : null}
      </header>
      <Section title="Base URL" description="Every path below is appended to it.">
        <div className="rounded-md border border-line bg-subtle px-3 py-1.5">
          <Copyable value={reference.baseUrl} label="Copy base URL" className="w-full justify-between" />
        </div>
      </Section>
      {reference.groups.length === 0 ? <p className="text-muted">This version has no operations yet.</p> : null}
      {reference.groups.map((group) => (
        <Section key={group.name} title={group.name}>
          <ul className="min-w-0 divide-y divide-line rounded-md border border-line">
            {group.operations.map((operation) => (
              <li key={operation.slug}>
                <Link
                  href={`${href}/${operation.slug}`}
                  prefetch={false}
                  className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <MethodBadge method={operation.httpMethod} fixed />
                  <span className="min-w-0 font-medium break-words">{operation.title}</span>
                  {operation.deprecated ? <span className="text-meta text-warning">deprecated</span> : null}
                  <span className="min-w-0 font-mono text-meta break-all text-muted sm:ml-auto">{operation.path}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </article>
  );
}
