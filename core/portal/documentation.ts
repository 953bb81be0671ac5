import type { DocumentationPart } from '../documentation/schema.ts';

type PartType = DocumentationPart['location']['type'];

/** A place of the API that documentation may be attached to. `path` and `method` are left out for the whole API. */
export type Place = { type: PartType; path?: string; method?: string; statusCode?: string; name?: string };

export type Properties = Readonly<Record<string, unknown>>;

const nothing: Properties = {};

/** Types whose content applies to child paths too: a METHOD or RESOURCE text speaks of one place only. */
const inherited: ReadonlySet<PartType> = new Set([
  'PATH_PARAMETER',
  'QUERY_PARAMETER',
  'REQUEST_HEADER',
  'REQUEST_BODY',
  'RESPONSE',
  'RESPONSE_HEADER',
  'RESPONSE_BODY',
]);

/**
 * Looks documentation parts up as AWS API Gateway does: the part at the place itself wins over one with the wildcard `*`
 * as method or status code, and that over one of an ancestor path. From an ancestor only what it says of every method is
 * taken: what it says of its own GET is not meant for the GETs below it.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html
 */
export class Documentation {
  readonly #properties = new Map<string, Properties>();

  constructor(parts: readonly DocumentationPart[]) {
    for (const { location, properties } of parts) {
      const parsed = parseProperties(properties);
      if (parsed) this.#properties.set(keyOf(location), parsed);
    }
  }

  /** The properties at the place, or an empty object. */
  at(place: Place): Properties {
    const { type, path = '/', name = null } = place;
    for (const candidatePath of inherited.has(type) ? selfAndAncestors(path) : [path]) {
      const isAncestor = candidatePath !== path;
      for (const method of isAncestor ? [null] : wildcards(place.method)) {
        for (const statusCode of wildcards(place.statusCode)) {
          const found = this.#properties.get(keyOf({ type, path: candidatePath, method, statusCode, name }));
          if (found) return found;
        }
      }
    }
    return nothing;
  }
}

/** A member that is a text with something in it, else null. */
export function textOf(properties: Properties, name: string): string | null {
  const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The members of a list that are texts. */
export function textsOf(properties: Properties, name: string): string[] {
  const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function parseProperties(text: string): Properties | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Properties) : null;
  } catch {
    return null;
  }
}

/** An absent path is the root and an absent method or status code is the wildcard, as AWS fills them in. */
function keyOf(location: DocumentationPart['location']): string {
  const { type, path, method, statusCode, name } = location;
  return JSON.stringify([type, path ?? '/', method ?? '*', statusCode ?? '*', name ?? '']);
}

function wildcards(exact: string | undefined): (string | null)[] {
  return exact === undefined ? [null] : [exact, null];
}

function selfAndAncestors(path: string): string[] {
  const paths = [path];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) paths.push(path.slice(0, end));
  if (path !== '/') paths.push('/');
  return paths;
}
