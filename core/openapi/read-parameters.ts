import { isObject, own, ownArray, ownString, type Json, type JsonObject } from './json.ts';
import { childPointer } from './pointer.ts';
import type { LocatedObject, References } from './references.ts';
import type { ReportBuilder } from './report.ts';
import { checkShape, type Shape } from './shape.ts';
import type { SourceParameter } from './source.ts';

/** A parameter of any place, checked: bodies and cookies are told apart by the version's reader. */
export type CheckedParameter = { in: string; name: string; value: JsonObject; pointer: string };

const plainPlaces = ['path', 'query', 'header'] as const;

/** True for the places of parameters that a method of an API can declare. */
export function isPlainPlace(place: string): place is SourceParameter['in'] {
  return (plainPlaces as readonly string[]).includes(place);
}

/**
 * The parameters of an operation with those of its path item, which the operation's own override by name and place.
 * References are followed; each place in the document is checked once, however many operations use it.
 */
export function createParameterReader(references: References, report: ReportBuilder, shape: Shape) {
  const checked = new Map<string, CheckedParameter | null>();

  const check = ({ value, pointer }: LocatedObject): CheckedParameter | null => {
    const known = checked.get(pointer);
    if (known !== undefined) return known;
    const parameter = checkShape(report, value, pointer, shape);
    const name = parameter && ownString(parameter, 'name');
    const place = parameter && ownString(parameter, 'in');
    const result = parameter && name && place ? { in: place, name, value: parameter, pointer } : null;
    if (parameter && (name === '' || place === '')) {
      report.warn('parameter-not-carried', pointer, 'A parameter with an empty name or place is not carried.');
    }
    checked.set(pointer, result);
    return result;
  };

  const readList = (owner: LocatedObject): CheckedParameter[] => {
    const list: CheckedParameter[] = [];
    ownArray(owner.value, 'parameters').forEach((item: Json, index) => {
      const located = references.resolve(item, childPointer(owner.pointer, 'parameters', index), 'A parameter');
      const parameter = located && check(located);
      if (!parameter) return;
      if (list.some((other) => other.name === parameter.name && other.in === parameter.in)) {
        const message = 'A parameter is listed twice with the same name and place; the first one counts.';
        report.warn('parameter-not-carried', childPointer(owner.pointer, 'parameters', index), message);
        return;
      }
      list.push(parameter);
    });
    return list;
  };

  return (operation: LocatedObject, pathItem: LocatedObject): CheckedParameter[] => {
    const own = readList(operation);
    const inherited = readList(pathItem).filter(
      (parameter) => !own.some((other) => other.name === parameter.name && other.in === parameter.in),
    );
    return [...inherited, ...own];
  };
}

/** Members of `value` by name, in that order, leaving out the absent. */
export function pick(value: JsonObject, names: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const name of names) {
    const member = own(value, name);
    if (member !== undefined) picked[name] = member;
  }
  return picked;
}

/** Media types of a `content` object, or of `consumes` and `produces`, that are strings. */
export function strings(list: readonly Json[]): string[] {
  return list.filter((item): item is string => typeof item === 'string');
}

/** The examples of one media type or parameter as OpenAPI 3 writes them: `example`, or `examples` with references followed. */
export function readExamples(references: References, holder: JsonObject, pointer: string): JsonObject {
  const read = pick(holder, ['example']);
  const examples = own(holder, 'examples');
  if (!isObject(examples)) return read;
  const resolved: JsonObject = {};
  for (const [name, example] of Object.entries(examples)) {
    const located = references.resolve(example, childPointer(pointer, 'examples', name), 'An example');
    if (located) resolved[name] = located.value;
  }
  return { ...read, examples: resolved };
}
