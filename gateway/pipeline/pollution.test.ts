import { afterAll, beforeAll, expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';

let gateway: Harness;

beforeAll(async () => {
  gateway = await Harness.start();
});
afterAll(() => gateway.stop());

const paths = ['__proto__', 'constructor.prototype', 'constructor', 'prototype', 'toString', '__defineGetter__'];

/** A document that would set `polluted` on every object if a merge or an assignment followed the path. */
function nested(path: string): string {
  const names = path.split('.').map((name) => JSON.stringify(name));
  return names.reduceRight((inner, name) => `{${name}:${inner}}`, '{"polluted":true}');
}

function prototypes(): string {
  const shared = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
  return shared.map((prototype) => Reflect.ownKeys(prototype).map(String).join()).join(';');
}

const template = `
#set($body = $input.path('$'))
#set($parsed = $util.parseJson($input.body))
#set($copy = {})
#foreach($name in $body.keySet())
#set($ignored = $copy.put($name, $body.get($name)))
#end
#set($context.requestOverride.header.x = "1")
#foreach($kind in $input.params().keySet())
#foreach($name in $input.params().get($kind).keySet())
#set($ignored = $copy.put($name, $input.params().get($kind).get($name)))
#end
#end
{"statusCode": 200}`;

test('X7: no name in a body, query, header or path reaches a prototype', async () => {
  const mock = { ...mockIntegration(), requestTemplates: { 'application/json': template } };
  const echo = { ...mockIntegration(), requestTemplates: { 'application/json': '{"statusCode": 200}' } };
  await gateway.deploy(snapshot([route('POST', '/map/{id}', mock), route('POST', '/plain/{id}', echo)]));
  const before = prototypes();
  let requests = 0;
  for (const path of paths) {
    const dotted = encodeURIComponent(path);
    const bracketed = path
      .split('.')
      .map((name, at) => (at === 0 ? name : `[${name}]`))
      .join('');
    for (const query of [`${dotted}=1`, `${bracketed}[polluted]=1`, `${dotted}.polluted=1&${dotted}.polluted=2`]) {
      for (const resource of ['map', 'plain']) {
        for (const body of [nested(path), `[${nested(path)}]`, `{"a":${nested(path)},"a":{}}`]) {
          const answer = await gateway.call('POST', `/${resource}/${dotted}?${query}`, {
            headers: ['content-type', 'application/json', path.replaceAll('.', '-'), 'polluted'],
            body,
          });
          if (body.startsWith('{')) expect(answer.status).toBe(200);
          requests += 1;
        }
      }
    }
  }
  expect(prototypes()).toBe(before);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  process.stdout.write(`X7: ${requests} requests, 0 prototypes changed\n`);
});
