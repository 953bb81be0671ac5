import type { Body } from '#core/portal/reference-document.ts';
import { SchemaView } from './schema-view.tsx';

/** The bodies that a request takes or a response gives; content types of one form are shown once. */
export function BodyView({ bodies }: { bodies: readonly Body[] }) {
  const forms = new Map<string, { schema: Body['schema']; contentTypes: string[] }>();
  for (const { contentType, schema } of bodies) {
    const key = JSON.stringify(schema);
    const form = forms.get(key) ?? { schema, contentTypes: [] };
    form.contentTypes.push(contentType);
    forms.set(key, form);
  }
  return (
    <div className="grid min-w-0 gap-4">
      {[...forms].map(([key, { schema, contentTypes }]) => (
        <div key={key} className="grid min-w-0 gap-2">
          <p className="font-mono text-meta break-words text-muted">{contentTypes.join(', ')}</p>
          {schema ? <SchemaView node={schema} /> : <p className="text-muted">Its form is not described.</p>}
        </div>
      ))}
    </div>
  );
}
