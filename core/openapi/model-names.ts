import { pointerTokens } from './pointer.ts';

const nameMaxLength = 120;

/** A text as an alphanumeric name with its words run together: `simple-user` becomes `simpleUser`. */
export function alphanumeric(text: string): string {
  const [first = '', ...rest] = text.split(/[^a-zA-Z0-9]+/).filter(Boolean);
  return [first, ...rest.map(capital)].join('').slice(0, nameMaxLength);
}

/** As `alphanumeric`, with the first letter in upper case. */
export function pascalName(text: string): string {
  return capital(alphanumeric(text));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const kindSuffix: Record<string, string> = {
  responses: 'Response',
  requestBodies: 'Request',
  parameters: 'Parameter',
  headers: 'Header',
};

const structural = new Set([
  'components',
  'definitions',
  '$defs',
  'schemas',
  'properties',
  'content',
  'schema',
  'paths',
]);

/** A readable name for a schema that is known only by its place, such as `PetOwner` for `/components/schemas/Pet/properties/owner`. */
export function nameFromPointer(pointer: string): string {
  const tokens = pointerTokens(pointer);
  const inComponents = tokens[0] === 'components';
  const kind = inComponents ? tokens[1] : tokens[0];
  const suffix = kindSuffix[kind ?? ''] ?? '';
  const rest = tokens.slice(suffix ? (inComponents ? 2 : 1) : 0);
  const words = rest.filter((token) => !structural.has(token) && !token.includes('/json')).map(pascalName);
  return `${words.slice(0, 1).join('')}${suffix}${words.slice(1).join('')}`.slice(0, nameMaxLength);
}

/** Hands out names once each: a name that is taken gets the lowest free number appended. Letter case counts. */
export class UniqueNames {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();

  take(wanted: string, fallback: string): string {
    const base = wanted === '' ? fallback : wanted;
    let name = base;
    for (let number = this.#next.get(base) ?? 2; this.#taken.has(name); number += 1) {
      name = `${base}${number}`;
      this.#next.set(base, number + 1);
    }
    this.#taken.add(name);
    return name;
  }
}
