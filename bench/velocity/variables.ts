import { JavaDouble, VtlList, VtlMap, type Key, type Value } from '#core/mapping/value.ts';

function map(entries: Record<string, Value>): VtlMap {
  return new VtlMap(new Map<Key, Value>(Object.entries(entries)));
}

/** The variables of every generated template, anew: templates change them. velocity-oracle.java has the same. */
export function templateVariables(): Map<string, Value> {
  return new Map<string, Value>([
    ['str', 'hello'],
    ['text', 'The quick, brown fox; 42%'],
    ['n', 5],
    ['big', 2_147_483_647],
    ['long', 5_000_000_000],
    ['d', new JavaDouble(2.5)],
    ['t', true],
    ['f', false],
    ['empty', ''],
    ['list', new VtlList([1, 2, 3])],
    ['arr', new VtlList([1, 2])],
    ['words', new VtlList(['pear', 'fig', 'apple'])],
    ['map', map({ a: 1, b: 'two' })],
    ['pet', map({ id: 7, name: 'Rex', tags: new VtlList(['x', 'y', 'z']), owner: map({ name: 'Ada', age: 36 }) })],
  ]);
}
