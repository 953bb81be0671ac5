import { describe, expect, test } from 'vitest';
import { compileTemplate, renderTemplate } from './template.ts';
import type { RenderResult, TemplateContext } from './template.ts';
import type { Budget } from './meter.ts';
import { defaultBudget } from './meter.ts';

const pet = {
  id: 9007199254740993n,
  name: 'Rex',
  price: 1.5,
  tags: ['a', 'b'],
  owner: { name: "O'Hara", city: null },
  pets: [
    { name: 'x', age: 1 },
    { name: 'y', age: 5 },
  ],
};
const body = JSON.stringify({ ...pet, id: 0 }).replace('"id":0', `"id":${pet.id}`);

const context: TemplateContext = {
  body,
  params: {
    path: { petId: '7', shared: 'path' },
    querystring: { limit: '10', shared: 'query', q: 'query' },
    header: { 'X-Token': 'abc', shared: 'header', q: 'header' },
  },
  context: {
    requestId: 'r-1',
    stage: 'prod',
    identity: { sourceIp: '203.0.113.9' },
    authorizer: { principalId: 'me', claims: { sub: 's' } },
  },
  stageVariables: { host: 'pets.test', url: 'https://x/y' },
};

function run(source: string, overrides: Partial<TemplateContext> = {}, budget: Budget = defaultBudget): RenderResult {
  const compiled = compileTemplate(source);
  if ('problems' in compiled) throw new Error(compiled.problems[0]?.message);
  return renderTemplate(compiled.template, { ...context, ...overrides }, budget);
}

function output(source: string, overrides: Partial<TemplateContext> = {}): string {
  const result = run(source, overrides);
  return result.ok ? result.output : `${result.error.code}: ${result.error.message}`;
}

test.each([
  ['$input.body', body],
  ["$input.json('$')", body],
  ["$input.json('$.name')", '"Rex"'],
  ["$input.json('$.id')", '9007199254740993'],
  ["$input.json('$.price')", '1.5'],
  ["$input.json('$.tags')", '["a","b"]'],
  ["$input.json('$.owner')", '{"name":"O\'Hara","city":null}'],
  ["$input.json('$.owner.city')", 'null'],
  ["$input.json('$.missing')", '""'],
  ["$input.json('$.pets[*].name')", '["x","y"]'],
  ["$input.json('$.pets[?(@.age > 2)]')", '[{"name":"y","age":5}]'],
  ["$input.json('name')", '"Rex"'],
  ["$input.path('$.name')", 'Rex'],
  ["$input.path('$.owner.name')", "O'Hara"],
  ["$input.path('$').name", 'Rex'],
  ["$input.path('$.tags')", '["a","b"]'],
  ["$input.path('$.tags').size()", '2'],
  ["$input.path('$.tags')[1]", 'b'],
  ["$input.path('$.owner')", "{name=O'Hara, city=null}"],
  ["$input.path('$.pets')", '[{"name":"x","age":1},{"name":"y","age":5}]'],
  ["[$input.path('$.missing')]", '[]'],
  ["[$input.path('$.missing').foo]", '[]'],
  ["#if($input.path('$.missing'))y#{else}n#end", 'n'],
  ["#set($r = $input.path('$'))#foreach($p in $r.pets)$p.name:$p.age;#end", 'x:1;y:5;'],
  ["[#set($r = $input.path('$'))$r.missing]", '[]'],
  ["#set($r = $input.path('$'))#foreach($p in $r.pets)[$p.missing]#end", '[][]'],
  ["#set($x = $input.path('$.missing'))[$x]", '[]'],
  ["#if($input.path('$.missing') == '')y#{else}n#end#if($input.path('$.owner.city') != '')y#{else}n#end", 'yn'],
  ['#if($nope == $null)y#{else}n#end#if($nope == "x")y#{else}n#end#if($nope != "x")y#{else}n#end', 'yny'],
  [
    '#set($o = $input.params().header.get("Origin"))#if($o == "")#set($o = $input.params().header.get("q"))#end$o',
    'header',
  ],
  ["$input.path('$.pets.length()')", '2'],
  ["$input.params('petId')", '7'],
  ["$input.params('shared')", 'path'],
  ["$input.params('q')", 'query'],
  ["$input.params('x-token')", 'abc'],
  ["[$input.params('missing')]", '[]'],
  ['$input.params().path.petId', '7'],
  ["$input.params().querystring.get('limit')", '10'],
  ["$input.params().header['X-Token']", 'abc'],
  ['#foreach($k in $input.params().path.keySet())$k=$input.params().path.get($k);#end', 'petId=7;shared=path;'],
  ["$input.params('path')", ''],
  ['$context.requestId', 'r-1'],
  ['$context.identity.sourceIp', '203.0.113.9'],
  ["$context.identity['sourceIp']", '203.0.113.9'],
  ['$context.authorizer.claims.sub', 's'],
  ['"$context.authorizer.missing"', '""'],
  ['"$context.missing.deeper.still"', '""'],
  ['$stageVariables.host', 'pets.test'],
  ["$stageVariables['host']", 'pets.test'],
  ['${stageVariables.host}/x', 'pets.test/x'],
  ["${stageVariables['url']}", 'https://x/y'],
  ['"$stageVariables.missing"', '""'],
  ["$util.escapeJavaScript($input.path('$.owner.name'))", "O\\'Hara"],
  ["$util.escapeJavaScript('a\"b/c\\d')", 'a\\"b\\/c\\\\d'],
  ["$util.escapeJavaScript('é\u2028')", '\\u00E9\\u2028'],
  [
    '$util.escapeJavaScript($input.json(\'$.owner\')).replaceAll("\\\\\'","\'")',
    '{\\"name\\":\\"O\'Hara\\",\\"city\\":null}',
  ],
  ['$util.parseJson(\'{"a":[1,2]}\').a[1]', '2'],
  ["$util.urlEncode('a b&c=d/é*~')", 'a+b%26c%3Dd%2F%C3%A9*%7E'],
  ["$util.urlDecode('a+b%26c%3D%C3%A9')", 'a b&c=é'],
  ["$util.base64Encode('héllo')", 'aMOpbGxv'],
  ["$util.base64Decode('aMOpbGxv')", 'héllo'],
  ['[$util.nope(1)]', '[]'],
  ['\\$ref $5', '$ref $5'],
  ['$input', ''],
  ['[$nope.x]', '[]'],
])('%s', (source, expected) => {
  expect(output(source)).toBe(expected);
});

describe('bodies', () => {
  test('an empty body counts as an empty object', () => {
    expect(output("$input.body $input.json('$') [$input.path('$.a')]", { body: '' })).toBe('{} {} []');
  });

  test('a body that is not JSON is only a mistake when a path asks for a part of it', () => {
    expect(output('$input.body', { body: '{"a"' })).toBe('{"a"');
    const result = run("x\n  $input.json('$.a')", { body: '{"a"' });
    expect(result).toMatchObject({ ok: false, error: { code: 'BODY_NOT_JSON', line: 2, column: 3 } });
  });

  test.each([
    ['a=1&b=x+y', "#foreach($pair in $input.path('$').split('&'))[$util.urlDecode($pair)]#end", '[a=1][b=x y]'],
    ['<xml/>', "$input.json('$') [$input.path('$.a')]", '"<xml/>" []'],
    [' 12 monkeys\n', "[$input.path('$')]", '[12 monkeys]'],
  ])('the body %j does not begin as JSON and is one text', (text, template, expected) => {
    expect(output(template, { body: text })).toBe(expected);
  });

  test('keys named after members of Object are only keys', () => {
    const hostile = '{"__proto__":{"a":1},"constructor":"c","toString":"t"}';
    expect(
      output("$input.json('$') $input.path('$.__proto__.a') $input.path('$.constructor')", { body: hostile }),
    ).toBe(`${hostile} 1 c`);
  });

  test('the whole-request template of the console makes valid JSON', () => {
    const template = `#set($allParams = $input.params())
{
"body-json" : $input.json('$'),
"params" : {
#foreach($type in $allParams.keySet())
    #set($params = $allParams.get($type))
"$type" : {
    #foreach($paramName in $params.keySet())
    "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
        #if($foreach.hasNext),#end
    #end
}
    #if($foreach.hasNext),#end
#end
},
"stage" : "$context.stage"
}`;
    const rendered = JSON.parse(output(template)) as { params: unknown; stage: string };
    expect(rendered.params).toEqual(context.params);
    expect(rendered.stage).toBe('prod');
  });
});

describe('overrides', () => {
  test('are returned beside the output', () => {
    const result = run(`#set($context.requestOverride.header.X-One = "1")
#set($context.requestOverride.header['X-Two'] = ['a', 'b'])
#set($context.requestOverride.path.petId = 9)
#set($context.requestOverride.querystring.q = "a b")
#set($context.responseOverride.status = 404)
#set($context.responseOverride.header.Location = "/x")
done`);
    expect(result).toMatchObject({
      ok: true,
      output: 'done',
      overrides: {
        request: { header: { 'X-One': ['1'], 'X-Two': ['a', 'b'] }, path: { petId: '9' }, querystring: { q: ['a b'] } },
        response: { header: { Location: ['/x'] }, status: 404 },
      },
    });
  });

  test.each([
    ['#set($context.responseOverride.status = 200)#set($context.responseOverride.status = 400)', 'twice'],
    ['#set($context.requestOverride.header.a = 1)$context.requestOverride.header.put("a", 2)', 'twice'],
    ['#set($context.responseOverride.header["a b"] = "1")', 'name that may not be set'],
    ['#set($context.responseOverride.header["Content-Length"] = "1")', 'name that may not be set'],
  ])('%s is refused', (source, reason) => {
    const result = run(source);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'TEMPLATE_FAILED', message: expect.stringContaining(reason) as string },
    });
  });

  test.each(['99', '600', '"abc"', '""', '404.5', '[404]', '{}', 'true'])(
    '%s is no status, and passed over',
    (value) => {
      const result = run(`#set($context.responseOverride.status = ${value})x`);
      expect(result).toMatchObject({ ok: true, output: 'x', overrides: { response: { status: null } } });
    },
  );

  test.each(['404', '"404"', '404.0'])('%s is the status 404', (value) => {
    const result = run(`#set($context.responseOverride.status = ${value})x`);
    expect(result).toMatchObject({ overrides: { response: { status: 404 } } });
  });

  test('no value can end a header and begin another', () => {
    const result = run('#set($context.responseOverride.header.a = $input.body)', { body: 'x\r\nSet-Cookie: a=b\0' });
    expect(result).toMatchObject({ overrides: { response: { header: { a: ['xSet-Cookie: a=b'] } } } });
  });

  test('a block that ends early is a value as well', () => {
    const result = run('#define($d)x#stop y#end#set($context.responseOverride.header.a = $d)z');
    expect(result).toMatchObject({ output: 'z', overrides: { response: { header: { a: ['x'] } } } });
  });

  test('are there for the next template of the same request to read', () => {
    const first = run('#set($context.requestOverride.path.body = $input.path("$"))x');
    const requestOverride = first.ok ? first.overrides.requestOverride : null;
    expect(output('$context.requestOverride.path.body.owner.name', { requestOverride })).toBe("O'Hara");
    expect(output('[$context.requestOverride.path.body]')).toBe('[]');
  });

  test('do not leak into the next rendering', () => {
    run('#set($context.responseOverride.status = 404)#set($stageVariables.host = "evil")#set($context.stage = "evil")');
    expect(output('$stageVariables.host $context.stage')).toBe('pets.test prod');
    expect(run('x')).toMatchObject({ overrides: { response: { status: null } } });
  });
});

describe('problems', () => {
  test.each([
    ['a\n#if($x)\nb', 2, 1, '#end'],
    ['#foreach($i of $x)#end', 1, 13, 'in'],
    ['${name', 1, 7, '}'],
    ['line\n  #set($x 1)', 2, 11, '='],
    ['#set($x = "a $y.foo(")', 1, 16, 'not closed'],
    ["#set($x = 'a)", 1, 11, 'not closed'],
    ['#include("x")', 1, 1, 'not available'],
    ['#parse("x")', 1, 1, 'not available'],
    ['#evaluate("x")', 1, 1, 'not available'],
    ['#else', 1, 5, '#else'],
    ['#set($x = foo)', 1, 11, "'foo'"],
    ['#set($x.foo() = 1)', 1, 14, 'method call'],
    ['[(]\n#[[', 2, 1, ']]#'],
  ])('%j is refused at its place', (source, line, column, message) => {
    const compiled = compileTemplate(source);
    expect(compiled).toEqual({ problems: [{ line, column, message: expect.stringContaining(message) as string }] });
  });

  test('a template that is too long or too deep is refused', () => {
    expect(compileTemplate('x'.repeat(300 * 1024 + 1))).toHaveProperty('problems');
    expect(compileTemplate('#if(true)'.repeat(5000))).toHaveProperty('problems');
    expect(compileTemplate(`#set($x=${'('.repeat(50_000)}1)`)).toHaveProperty('problems');
    expect(compileTemplate(`#set($x=${'['.repeat(50_000)}1)`)).toHaveProperty('problems');
    expect(compileTemplate(`#set($x=1${'+1'.repeat(50_000)})`)).toHaveProperty('problems');
    expect(compileTemplate(`#if(${'!'.repeat(50_000)}$x)#end`)).toHaveProperty('problems');
  });
});
