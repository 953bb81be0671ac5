import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SchemaNode } from '#core/portal/reference-document.ts';
import { Description } from './description.tsx';

const ENDS = {
  recursive: 'As described above.',
  deep: 'Goes on: see the OpenAPI description.',
  missing: 'Not described.',
} as const;

/** Whether there is something to open below a node. */
function hasParts(node: SchemaNode): boolean {
  return node.properties.length > 0 || node.choices.length > 0 || (node.items !== null && hasDetail(node.items));
}

function hasDetail(node: SchemaNode): boolean {
  return hasParts(node) || node.values.length > 0 || node.constraints.length > 0 || node.description !== null;
}

/** What a value must look like: its type, what else holds, and the parts of objects, lists and choices. */
export function SchemaView({ node }: { node: SchemaNode }) {
  return (
    <div className="grid min-w-0 gap-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {node.name ? <span className="font-mono font-medium">{node.name}</span> : null}
        <span className="font-mono text-meta text-muted">{node.type}</span>
      </p>
      <NodeNotes node={node} />
      <NodeParts node={node} />
    </div>
  );
}

/** Description, constraints and allowed values of one node. */
export function NodeNotes({ node }: { node: SchemaNode }) {
  return (
    <>
      {node.description ? <Description text={node.description} className="text-muted" /> : null}
      {node.constraints.length > 0 ? (
        <p className="font-mono text-meta break-words text-muted">{node.constraints.join(' · ')}</p>
      ) : null}
      {node.values.length > 0 ? (
        <p className="flex flex-wrap gap-1 text-meta text-muted">
          <span>One of</span>
          {node.values.map((value) => (
            <code key={value} className="rounded-sm bg-hover px-1 font-mono break-all">
              {value}
            </code>
          ))}
        </p>
      ) : null}
      {node.ends ? <p className="text-meta text-faint">{ENDS[node.ends]}</p> : null}
    </>
  );
}

function NodeParts({ node }: { node: SchemaNode }) {
  return (
    <>
      {node.properties.length > 0 ? (
        <ul className="min-w-0 divide-y divide-line rounded-md border border-line">
          {node.properties.map((property) => (
            <li key={property.name} className="grid min-w-0 gap-1 px-3 py-2">
              <NameLine
                name={property.name}
                type={property.node.name ?? property.node.type}
                required={property.required}
                deprecated={property.node.deprecated}
              />
              <NodeNotes node={property.node} />
              <PropertyParts name={property.name} node={property.node} />
            </li>
          ))}
        </ul>
      ) : null}
      {node.items && hasDetail(node.items) ? <SchemaView node={node.items} /> : null}
      {node.choices.length > 0 ? (
        <ol className="grid min-w-0 gap-2">
          {node.choices.map((choice, index) => (
            <li key={index} className="rounded-md border border-line px-3 py-2">
              <SchemaView node={choice} />
            </li>
          ))}
        </ol>
      ) : null}
    </>
  );
}

/** The parts of a property's value, closed until wanted; works without JavaScript. */
function PropertyParts({ name, node }: { name: string; node: SchemaNode }) {
  if (!hasParts(node)) return null;
  const isList = node.properties.length === 0 && node.choices.length === 0;
  const word = node.properties.length > 0 ? 'Properties' : isList ? 'Each item' : 'Choices';
  return (
    <Disclosure label={`${word} of ${name}`}>
      <NodeParts node={node} />
    </Disclosure>
  );
}

export function Disclosure({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <details className="group/inner min-w-0">
      <summary className="-ml-1 inline-flex list-none items-center gap-1 rounded-sm pr-1 text-meta text-accent hover:underline [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 transition-transform group-open/inner:rotate-90" aria-hidden="true" />
        {label}
      </summary>
      <div className="mt-2 grid min-w-0 gap-2">{children}</div>
    </details>
  );
}

export interface NameLineProps {
  name: string;
  type: string;
  required: boolean;
  deprecated?: boolean;
}

/** A name with its type, and whether it must be there. */
export function NameLine({ name, type, required, deprecated = false }: NameLineProps) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-mono font-medium break-all">{name}</span>
      <span className="font-mono text-meta break-words text-muted">{type}</span>
      {required ? <span className="text-meta text-warning">required</span> : null}
      {deprecated ? <span className="text-meta text-warning">deprecated</span> : null}
    </p>
  );
}
