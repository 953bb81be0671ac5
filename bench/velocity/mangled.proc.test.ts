import { expect, test } from 'vitest';
import { compileTemplate, renderTemplate } from '#core/mapping/template.ts';
import { generateTemplate } from './generate-template.ts';
import { Random } from './random.ts';

const pieces = [
  ...'$#{}()[].!\\"\'\n ,:=%&|@*0a',
  '#if(',
  '#end',
  '#set(',
  '${',
  '$!{',
  '#foreach($i in ',
  ']]#',
  '#[[',
  '#*',
  '*#',
  '..',
  '#@',
  '#define(',
];
const context = {
  body: '{"a":[1,{"b":null}],"str":"x"}',
  params: { path: { id: '1' }, querystring: { q: 'x' }, header: { h: 'y' } },
  context: { stage: 'prod', identity: { sourceIp: '::1' } },
  stageVariables: { v: '1' },
};

/** A template with a few of its characters taken out and others put in. */
function mangled(number: number): string {
  const random = new Random(number);
  let text = generateTemplate(1, number)
    .replaceAll('$pet', "$input.path('$')")
    .replaceAll('$map', '$context')
    .replaceAll('$str', '$util.base64Encode($input.body)');
  for (let changes = 1 + random.below(5); changes > 0; changes -= 1) {
    const at = random.below(text.length + 1);
    text = text.slice(0, at) + random.pick(pieces) + text.slice(at + random.below(4));
  }
  return text;
}

test('mangled templates are refused or rendered, never a crash', () => {
  let refused = 0;
  let failed = 0;
  for (let number = 0; number < 20_000; number += 1) {
    const compiled = compileTemplate(mangled(number));
    if ('problems' in compiled) {
      refused += 1;
      expect(compiled.problems[0]?.line).toBeGreaterThan(0);
    } else if (!renderTemplate(compiled.template, context).ok) failed += 1;
  }
  console.log(`20,000 mangled templates: ${refused} refused, ${failed} failed, the others rendered, none crashed`);
  expect(refused).toBeGreaterThan(1_000);
  expect(refused).toBeLessThan(19_000);
}, 120_000);
