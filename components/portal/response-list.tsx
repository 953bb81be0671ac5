import type { OperationResponse } from '#core/portal/reference-document.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { BodyView } from './body-view.tsx';
import { Description } from './description.tsx';
import { Disclosure } from './schema-view.tsx';

/** What may come back, by status code. */
export function ResponseList({ responses }: { responses: readonly OperationResponse[] }) {
  return (
    <ul className="min-w-0 divide-y divide-line rounded-md border border-line">
      {responses.map(({ statusCode, description, headers, bodies }) => (
        <li key={statusCode} className="grid min-w-0 gap-2 px-3 py-2">
          <div className="flex min-w-0 items-baseline gap-2">
            <StatusBadge status={statusCode} />
            {description ? (
              <Description text={description} />
            ) : (
              <span className="text-muted">{bodies.length > 0 ? '' : 'Without a described body.'}</span>
            )}
          </div>
          {headers.length > 0 ? (
            <dl className="grid gap-1 text-meta">
              {headers.map((header) => (
                <div key={header.name} className="flex flex-wrap gap-x-2">
                  <dt className="font-mono">{header.name}</dt>
                  <dd className="text-muted">{header.description ?? 'Response header'}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          {bodies.length > 0 ? (
            <Disclosure label={`Body of ${statusCode}`}>
              <BodyView bodies={bodies} />
            </Disclosure>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
