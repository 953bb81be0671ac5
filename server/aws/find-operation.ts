import { operationTable, type OperationFacts, type OperationName } from './operation-table.ts';

type Found = { name: OperationName; success: number; path: Record<string, string> };

type Template = { name: OperationName; success: number; segments: string[]; isImport: boolean };

/** The templates of each method, those with the fewest labels first, so that a literal wins over a label. */
const templates = new Map<string, Template[]>();
for (const { name, method, uri, success } of operationTable as readonly (OperationFacts & { name: OperationName })[]) {
  const [path = '', query] = uri.split('?');
  const template = { name, success, segments: path.slice(1).split('/'), isImport: query === 'mode=import' };
  templates.set(method, [...(templates.get(method) ?? []), template]);
}

/** The operation that a method and a path below the control API's root name, or null. `path` is still encoded. */
export function findOperation(method: string, path: string, query: URLSearchParams): Found | null {
  const parts = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  const isImport = query.get('mode') === 'import';
  const matching = (templates.get(method) ?? []).filter(
    ({ segments }) =>
      segments.length === parts.length &&
      segments.every((segment, i) => segment.startsWith('{') || segment === parts[i]),
  );
  const template = matching.find((each) => each.isImport === isImport) ?? matching.find((each) => !each.isImport);
  if (!template) return null;
  const labels: Record<string, string> = {};
  for (const [i, segment] of template.segments.entries()) {
    if (!segment.startsWith('{')) continue;
    const value = decode(parts[i] ?? '');
    if (value === null || value === '' || value.includes('\0')) return null;
    labels[segment.slice(1, -1)] = value;
  }
  return { name: template.name, success: template.success, path: labels };
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
