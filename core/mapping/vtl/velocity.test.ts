import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Meter, defaultBudget } from '../meter.ts';
import { JavaDouble, MappingError, VtlList, VtlMap } from '../value.ts';
import type { Value } from '../value.ts';
import { TemplateSyntaxError } from './cursor.ts';
import { Evaluator } from './evaluate.ts';
import { Output } from './output.ts';
import { parseTemplate } from './parse.ts';
import { Scope } from './scope.ts';

/** Templates with what Apache Velocity 1.7 made of them; null where it refused. */
const recorded = read<[source: string, expected: string | null]>('velocity-1.7.json');
/** Where the engine differs from Velocity on purpose, with the reason. */
const deviations = read<[source: string, ours: string | null, reason: string]>('velocity-deviations.json');

function read<T>(name: string): T[] {
  return JSON.parse(readFileSync(new URL(`../testdata/${name}`, import.meta.url), 'utf8')) as T[];
}

function variables(): Map<string, Value> {
  return new Map<string, Value>([
    ['str', 'hello'],
    ['n', 5],
    ['d', new JavaDouble(2.5)],
    ['list', new VtlList([1, 2, 3])],
    ['arr', new VtlList([1, 2])],
    [
      'map',
      new VtlMap(
        new Map<string, Value>([
          ['a', 1],
          ['b', 'two'],
        ]),
      ),
    ],
    ['t', true],
    ['f', false],
    ['long', 5_000_000_000],
    ['empty', ''],
  ]);
}

function render(source: string): string | null {
  try {
    const program = parseTemplate(source);
    const meter = new Meter(defaultBudget);
    const out = new Output(meter);
    new Evaluator(program, meter, false).render(program.body, new Scope(() => undefined, variables()), out);
    return out.toString();
  } catch (error) {
    if (error instanceof TemplateSyntaxError || error instanceof MappingError) return null;
    throw error;
  }
}

const deviating = new Set(deviations.map(([source]) => source));

test.each(recorded.filter(([source]) => !deviating.has(source)))(
  '%j renders as in Apache Velocity 1.7',
  (source, expected) => {
    expect(render(source)).toBe(expected);
  },
);

test.each(deviations)('%j deviates on purpose', (source, ours) => {
  expect(render(source)).toBe(ours);
  expect(recorded.find(([other]) => other === source)?.[1]).not.toBe(ours);
});
