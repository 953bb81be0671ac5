import type { Design } from '../apis/design.ts';
import { type Method, methodKey } from '../methods/schema.ts';
import { serviceOfPath } from '../sdk/operation-names.ts';
import { Documentation, textOf, textsOf } from './documentation.ts';
import { ModelCatalog } from './model-catalog.ts';
import { buildOperation } from './operation.ts';
import type { OperationGroup, OperationSummary, Reference, ReferenceOptions } from './reference-document.ts';
import { sdkSampler } from './samples/typescript.ts';
import { SlugAllocator } from './slug.ts';

/** What an operation's URL segment may not be: these are files beside the operations' pages. */
const reservedSlugs = ['openapi-json', 'openapi'];

/**
 * The reference of a design, grouped as its SDK is. Pure: the same design and options give the same reference. CORS preflights (OPTIONS on MOCK)
 * are left out, since browsers make them and people never do.
 */
export function buildReference(design: Design, options: ReferenceOptions): Reference {
  const documentation = new Documentation(design.documentationParts);
  const catalog = new ModelCatalog(design.models);
  const { baseUrl } = options;
  const context = { design, documentation, catalog, baseUrl, sdkSample: sdkSampler(design, baseUrl) };
  const pathOf = new Map(design.resources.map((resource) => [resource.id, resource.path]));
  const slugs = new SlugAllocator(reservedSlugs);
  const groups = new Map<string, OperationGroup>();
  const bySlug = new Map<string, { summary: OperationSummary; method: Method }>();

  for (const method of design.methods) {
    const path = pathOf.get(method.resourceId);
    if (path === undefined || isPreflight(method)) continue;
    const properties = documentation.at({ type: 'METHOD', path, method: method.httpMethod });
    const key = methodKey(method.httpMethod, path);
    const summary: OperationSummary = {
      slug: slugs.allocate(apart(method.operationName ?? key), 'operation'),
      httpMethod: method.httpMethod,
      path,
      title: textOf(properties, 'summary') ?? titleOf(method.operationName) ?? key,
      deprecated: properties.deprecated === true,
    };
    const name = textsOf(properties, 'tags')[0] ?? serviceOfPath(path);
    const group = groups.get(name) ?? { name, operations: [] };
    group.operations.push(summary);
    groups.set(name, group);
    bySlug.set(summary.slug, { summary, method });
  }

  const about = documentation.at({ type: 'API' });
  return {
    ...options,
    title: design.api.name,
    description: design.api.description ?? textOf(about, 'description'),
    version: design.api.version,
    groups: [...groups.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    operation(slug) {
      const found = bySlug.get(slug);
      return found ? buildOperation(context, found.summary, found.method) : null;
    },
  };
}

function isPreflight(method: Method): boolean {
  return method.httpMethod === 'OPTIONS' && (method.integration === null || method.integration.type === 'MOCK');
}

/** The words of camelCase with a space between them: `getPetByID` is `get Pet By ID`. */
function apart(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
}

/** `listPets` and `pets/list-all` as words: "List pets", "Pets list all". */
function titleOf(operationName: string | null): string | null {
  const words = apart(operationName ?? '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (/^[A-Z]+$/.test(word) && word.length > 1 ? word : word.toLowerCase()));
  const text = words.join(' ');
  return text === '' ? null : text.charAt(0).toUpperCase() + text.slice(1);
}
