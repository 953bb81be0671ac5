import { pointerTokens, unescapeToken } from '../openapi/pointer.ts';
import type { CompiledModels } from './compiled-model.ts';

/**
 * The models whose schemas apply themselves to the same value again, through references and combinations alone: checking
 * any value against them never ends. A cycle through a property or an item is fine, for every turn of it takes a smaller value.
 */
export function endlessModels(compiled: CompiledModels): Set<string> {
  const endless = new Set<string>();
  const finished = new Set<unknown>();
  for (const [name, { schema, faults }] of compiled) {
    if (faults.length === 0 && isEndless({ model: name, schema }, compiled, finished)) endless.add(name);
  }
  return endless;
}

type Place = { model: string; schema: unknown };

/** Depth first without recursion: a chain of references may be as long as a schema has characters for. */
function isEndless(start: Place, compiled: CompiledModels, finished: Set<unknown>): boolean {
  const path = new Set<unknown>();
  const stack: { schema: unknown; next: Place[] }[] = [];
  const enter = (place: Place) => {
    path.add(place.schema);
    stack.push({ schema: place.schema, next: sameValue(place, compiled) });
  };
  enter(start);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const place = top.next.pop();
    if (!place) {
      path.delete(top.schema);
      finished.add(top.schema);
      stack.pop();
    } else if (path.has(place.schema)) {
      return true;
    } else if (!finished.has(place.schema)) {
      enter(place);
    }
  }
  return false;
}

/** The schemas that a schema applies to the very value it is applied to. */
function sameValue({ model, schema }: Place, compiled: CompiledModels): Place[] {
  if (schema === null || typeof schema !== 'object') return [];
  const { $ref: reference, ...rest } = schema as Record<string, unknown>;
  const applied = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'].flatMap((keyword) => rest[keyword] ?? []);
  const places = applied.map((each): Place => ({ model, schema: each }));
  const target = typeof reference === 'string' ? followed(reference, model, compiled) : null;
  return target ? [target, ...places] : places;
}

function followed(reference: string, model: string, compiled: CompiledModels): Place | null {
  const other = /^#\/models\/([^/]+)(.*)$/.exec(reference);
  const name = other ? unescapeToken(other[1] ?? '') : model;
  const pointer = other ? (other[2] ?? '') : reference.slice(1);
  if (pointer !== '' && !pointer.startsWith('/')) return null;
  let schema = compiled.get(name)?.schema;
  for (const token of pointerTokens(pointer)) {
    if (schema === null || typeof schema !== 'object' || !Object.hasOwn(schema, token)) return null;
    schema = (schema as Record<string, unknown>)[token];
  }
  return { model: name, schema };
}
