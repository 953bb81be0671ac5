import { BookOpen } from 'lucide-react';
import Link from 'next/link';
import { EmptyState } from '../ui/empty-state.tsx';
import { Description } from './description.tsx';
import { PortalMain } from './portal-main.tsx';

export interface PortalHomeProps {
  href: string;
  title: string;
  /** Markdown. */
  description: string;
  apis: readonly {
    slug: string;
    title: string;
    description: string | null;
    operationCount: number;
    version: number;
    deployedAt: Date;
  }[];
}

/** A portal's first page: what it is, and the APIs that it documents. */
export function PortalHome({ href, title, description, apis }: PortalHomeProps) {
  return (
    <PortalMain className="mx-auto grid max-w-240 gap-8 py-4 md:py-8">
      <header className="grid gap-3">
        <h1 className="text-display">{title}</h1>
        {description ? <Description text={description} /> : null}
      </header>
      {apis.length === 0 ? (
        <EmptyState
          icon={<BookOpen aria-hidden="true" />}
          title="Nothing is published here yet"
          description="The team behind this portal has not added an API so far."
        />
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2">
          {apis.map((api) => (
            <li key={api.slug} className="min-w-0">
              <Link
                href={`${href}/${api.slug}`}
                className="flex h-full min-w-0 flex-col gap-2 rounded-md border border-line bg-raised p-4 transition-colors hover:border-line-strong hover:bg-hover"
              >
                <h2 className="text-title break-words">{api.title}</h2>
                {api.description ? (
                  <p className="line-clamp-3 break-words text-muted">{plainText(api.description)}</p>
                ) : null}
                <p className="mt-auto pt-2 text-meta text-faint">
                  {api.operationCount === 1 ? '1 operation' : `${api.operationCount} operations`} · updated{' '}
                  <time dateTime={api.deployedAt.toISOString()}>{api.deployedAt.toISOString().slice(0, 10)}</time>
                </p>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </PortalMain>
  );
}

/** Markdown without its marks: a card is a link and holds no links of its own. */
function plainText(markdown: string): string {
  return markdown
    .slice(0, 1000)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[*_`#>]+/g, '')
    .trim();
}
