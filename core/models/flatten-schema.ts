import type { CompiledModels } from '../compile/compiled-model.ts';
import { reachableModels } from '../compile/compile-models.ts';
import { childPointer } from '../openapi/pointer.ts';

/** Keywords whose values are data, in which a reference is none. */
const dataKeywords = new Set(['enum', 'const', 'default', 'example', 'examples']);

/**
 * The schema of a model with the other models that it reaches below its `definitions`, so that it stands by itself (AWS:
 * GetModel, flatten). A definition of the model's own keeps its name; a model of that name gets another one.
 */
export function flattenSchema(name: string, compiled: CompiledModels): unknown {
  const root = compiled.get(name)?.schema;
  if (!isObject(root)) return root;
  const definitions = isObject(root.definitions) ? root.definitions : {};
  const places = new Map([[name, '#']]);
  for (const other of reachableModels(compiled, [name])) {
    if (!places.has(other)) places.set(other, `#${childPointer('/definitions', freeName(other, definitions, places))}`);
  }
  const rewritten = rewrite(root, '#', places) as Record<string, unknown>;
  const others = [...places].filter(([other]) => other !== name);
  if (others.length === 0) return rewritten;
  const added = others.map(([other, place]) => [
    place.slice('#/definitions/'.length),
    rewrite(compiled.get(other)?.schema, place, places),
  ]);
  const own = isObject(rewritten.definitions) ? rewritten.definitions : {};
  return { ...rewritten, definitions: { ...own, ...Object.fromEntries(added) } };
}

function freeName(name: string, taken: object, places: ReadonlyMap<string, string>): string {
  let free = name;
  for (let i = 2; Object.hasOwn(taken, free) || [...places.values()].includes(`#/definitions/${free}`); i += 1) {
    free = `${name}${i}`;
  }
  return free;
}

/** A copy of a schema that now stands at `place`, its references leading to where things stand now. */
function rewrite(value: unknown, place: string, places: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, place, places));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (key === '$ref' && typeof member === 'string') return [key, moved(member, place, places)];
      return [key, dataKeywords.has(key) ? member : rewrite(member, place, places)];
    }),
  );
}

function moved(reference: string, place: string, places: ReadonlyMap<string, string>): string {
  const [, model, rest = ''] = /^#\/models\/([^/]+)(\/.*)?$/.exec(reference) ?? [];
  if (model !== undefined) return `${places.get(model) ?? '#'}${rest}`;
  if (reference === '#') return place;
  return reference.startsWith('#/') ? `${place}${reference.slice(1)}` : reference;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
