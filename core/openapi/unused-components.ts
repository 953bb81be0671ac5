import { ownObject, type JsonObject } from './json.ts';
import { childPointer } from './pointer.ts';
import type { References } from './references.ts';
import type { ReportBuilder } from './report.ts';
import type { DescriptionVersion } from './schema-dialect.ts';

/** Component kinds that reach an API through the operations that use them. Schemas become models, used or not. */
const kinds: Record<DescriptionVersion, string[]> = {
  '2.0': ['/parameters', '/responses'],
  '3.0': ['parameters', 'responses', 'requestBodies', 'headers', 'examples', 'links', 'callbacks'].map(inComponents),
  '3.1': ['parameters', 'responses', 'requestBodies', 'headers', 'examples', 'links', 'callbacks', 'pathItems'].map(
    inComponents,
  ),
};

function inComponents(kind: string): string {
  return `/components/${kind}`;
}

/** Reports shared parts that no carried operation refers to: an API keeps them nowhere. */
export function reportUnusedComponents(
  document: JsonObject,
  version: DescriptionVersion,
  references: References,
  report: ReportBuilder,
): void {
  for (const base of kinds[version]) {
    const holder = version === '2.0' ? document : ownObject(document, 'components');
    const kind = base.slice(base.lastIndexOf('/') + 1);
    for (const name of Object.keys((holder && ownObject(holder, kind)) ?? {})) {
      const pointer = childPointer(base, name);
      if (name.startsWith('x-') || references.used.has(pointer)) continue;
      report.info('unused-component', pointer, `Components of "${kind}" that no carried operation uses are not kept.`);
    }
  }
}
