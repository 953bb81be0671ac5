import type { DesignChange } from '#core/snapshot/design-change.ts';
import { Banner } from '../ui/banner.tsx';
import { ChangeCounts } from '../ui/change-counts.tsx';
import { type Change, DiffView } from '../ui/diff-view.tsx';

const NOUN: Record<DesignChange['object'], string> = {
  api: 'API settings',
  resource: 'resource',
  method: '',
  model: 'model',
  'request-validator': 'request validator',
  authorizer: 'authorizer',
  'gateway-response': 'gateway response',
  documentation: 'documentation',
};

function text(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function titleOf({ object, name }: DesignChange): string {
  return object === 'api' ? NOUN.api : `${NOUN[object]} ${name}`.trim();
}

/** Each changed field, and each object that came or went, as one line of a diff. */
export function linesOf(change: DesignChange): Change[] {
  const title = titleOf(change);
  if (change.kind !== 'changed') return [{ kind: change.kind, path: title }];
  return change.fields.map(({ field, before, after }) => ({
    kind: 'changed',
    path: `${title} · ${field}`,
    before: text(before),
    after: text(after),
  }));
}

function BreakingChanges({ changes }: { changes: readonly DesignChange[] }) {
  const breaking = changes.filter((change) => change.breaking !== null);
  if (breaking.length === 0) return null;
  const title =
    breaking.length === 1
      ? '1 change may break callers'
      : `${breaking.length.toLocaleString('en-US')} changes may break callers`;
  return (
    <Banner tone="warning" title={title}>
      <ul className="list-disc pl-4">
        {breaking.slice(0, 8).map((change) => (
          <li key={`${change.object} ${change.name}`}>
            {titleOf(change)}: {change.breaking}
          </li>
        ))}
      </ul>
      {breaking.length > 8 ? <p>and {breaking.length - 8} more, marked below.</p> : null}
    </Banner>
  );
}

const SHOWN = 200;

/** What differs between two designs: whom it may break first, then every difference. */
export function DesignChanges({ changes }: { changes: readonly DesignChange[] }) {
  const lines = changes.slice(0, SHOWN).flatMap(linesOf);
  const rest = changes.length - SHOWN;
  return (
    <div className="grid gap-3">
      <ChangeCounts changes={changes.map(({ kind, name }) => ({ kind, path: name }))} />
      <BreakingChanges changes={changes} />
      <DiffView changes={lines} />
      {rest > 0 ? (
        <p className="text-muted">
          {rest.toLocaleString('en-US')} more changes are not listed here. Each is in the OpenAPI source.
        </p>
      ) : null}
    </div>
  );
}
