import type { Parameter, ParameterPlace } from '#core/portal/reference-document.ts';
import { Description } from './description.tsx';
import { NameLine, NodeNotes } from './schema-view.tsx';

const TITLES: Record<ParameterPlace, string> = {
  path: 'Path parameters',
  query: 'Query parameters',
  header: 'Headers',
};

/** The parameters of one place: what goes into the path, the query or the headers. */
export function ParameterList({ place, parameters }: { place: ParameterPlace; parameters: readonly Parameter[] }) {
  const here = parameters.filter((parameter) => parameter.in === place);
  if (here.length === 0) return null;
  return (
    <section aria-labelledby={`parameters-${place}`} className="grid min-w-0 gap-2">
      <h3 id={`parameters-${place}`} className="font-medium">
        {TITLES[place]}
      </h3>
      <ul className="min-w-0 divide-y divide-line rounded-md border border-line">
        {here.map(({ name, required, description, schema }) => (
          <li key={name} className="grid min-w-0 gap-1 px-3 py-2">
            <NameLine name={name} type={schema?.type ?? 'string'} required={required} />
            {description ? <Description text={description} className="text-muted" /> : null}
            {schema ? <NodeNotes node={{ ...schema, description: description ? null : schema.description }} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
