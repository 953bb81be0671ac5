import type { Body } from '#core/portal/reference-document.ts';
import { SchemaView } from './schema-view.tsx';

/** The bodies that a request takes or a response gives, one for each content type. */
export function BodyView({ bodies }: { bodies: readonly Body[] }) {
  return (
    <div className="grid min-w-0 gap-3">
      {bodies.map(({ contentType, schema }) => (
        <div key={contentType} className="grid min-w-0 gap-2">
          <p className="font-mono text-meta text-muted">{contentType}</p>
          {schema ? <SchemaView node={schema} /> : <p className="text-muted">Its form is not described.</p>}
        </div>
      ))}
    </div>
  );
}
