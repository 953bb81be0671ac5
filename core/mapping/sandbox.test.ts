import { afterAll, expect, test } from 'vitest';
import { compileTemplate, renderTemplate } from './template.ts';
import type { TemplateContext } from './template.ts';
import { defaultBudget } from './meter.ts';

const context: TemplateContext = {
  body: `{"a":"text","n":1,"list":[1],"map":{"k":"v"},"deep":${'['.repeat(60)}${']'.repeat(60)}}`,
  params: { path: { id: '1' }, querystring: {}, header: {} },
  context: { stage: 'prod', identity: { sourceIp: '::1' } },
  stageVariables: { v: 'x' },
};

function run(source: string): { kind: string; text: string } {
  const compiled = compileTemplate(source);
  if ('problems' in compiled) return { kind: 'problem', text: compiled.problems[0]?.message ?? '' };
  const result = renderTemplate(compiled.template, context);
  return result.ok ? { kind: 'output', text: result.output } : { kind: result.error.code, text: result.error.message };
}

/** X6: printed when all is done. */
const figures = { attempts: 0, endless: 0, worstMs: 0, worstMegabytes: 0 };

afterAll(() => {
  const { attempts, endless, worstMs, worstMegabytes } = figures;
  process.stdout.write(
    `X6: ${attempts} escape attempts, 0 host objects; ${endless} endless templates stopped within ${Math.ceil(worstMs)} ms ` +
      `(bar ${maxMs}) and ${Math.ceil(worstMegabytes)} MB (bar ${maxMegabytes})\n`,
  );
});

const maxMs = 2_000;
const maxMegabytes = 128;

const subjects = [
  '$input',
  '$util',
  '$context',
  '$context.identity',
  '$stageVariables',
  '$input.params()',
  "$input.path('$')",
  "$input.path('$.a')",
  "$input.path('$.n')",
  "$input.path('$.list')",
  "$input.path('$.map').entrySet()",
  '$util.escapeJavaScript',
];
const subjectsOfValues = [
  '$input.body',
  '$context.stage.length()',
  "$util.base64Encode('a')",
  "$input.path('$').keySet()",
];
const escapes = [
  '.constructor',
  '.constructor.constructor("return process")',
  '.constructor.constructor',
  '["constructor"]["constructor"]',
  '.__proto__',
  '.__proto__.polluted',
  '["__proto__"]',
  '.prototype',
  '.getClass()',
  '.getClass().forName("java.lang.Runtime")',
  '.class.forName("java.lang.Runtime").getRuntime()',
  '.class.classLoader',
  '.toString.call()',
  '.valueOf()',
  '.hasOwnProperty("a")',
  '.call(null)',
  '.apply(null)',
  '.bind(null)',
  '.entries',
  '.items',
  '.property("body")',
  '.text()',
  '.meter',
  '.params.constructor',
  '.globalThis',
  '.process.env',
  '.require("fs")',
  '.__defineGetter__("a", 1)',
  '.__lookupGetter__("a")',
];

test.each([...subjects, ...subjectsOfValues].flatMap((subject) => escapes.map((escape) => `[${subject}${escape}]`)))(
  '%s reaches nothing',
  (source) => {
    const { kind, text } = run(source);
    figures.attempts += 1;
    if (kind === 'output') expect([source, '[]']).toContain(text);
    else expect(kind).toBe('problem');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  },
);

test.each([
  '#set($input.path("$").__proto__.polluted = 1)',
  '#set($m = {})#set($m.__proto__ = {"polluted": 1})#set($m.constructor = 1)',
  '#set($m = {})#set($x = $m.put("__proto__", {"polluted": 1}))$m.__proto__.polluted',
  '#set($context.__proto__.polluted = 1)',
  '#set($context.requestOverride.header.__proto__ = "x")',
  '#set($stageVariables["__proto__"]["polluted"] = 1)',
])('%s pollutes nothing', (source) => {
  run(source);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test.each([
  ['an endless macro', '#macro(m)#m()#end#m()'],
  ['macros that call each other', '#macro(a)#b()#b()#end#macro(b)#a()#a()#end#a()'],
  ['a block that contains itself', '#define($x)$x$x#end$x'],
  ['a doubling text', `#set($s="0123456789")#foreach($i in [1..100])#set($s="$s$s")#end`],
  ['a doubling sum', `#set($s="0123456789")#foreach($i in [1..100])#set($s=$s+$s)#end`],
  ['a growing number', '#set($n=9999999)#foreach($i in [1..100])#set($n=$n*$n)#end'],
  ['a doubling list', '#set($l=[1])#foreach($i in [1..100])#set($x=$l.addAll($l))#end'],
  ['a list of itself twice, printed', '#set($l=[1])#foreach($i in [1..60])#set($l=[$l,$l])#end$l'],
  [
    'lists of themselves, compared',
    '#set($a=[1])#set($b=[1])#foreach($i in [1..60])#set($a=[$a,$a])#set($b=[$b,$b])#end#if($a==$b)y#end',
  ],
  ['lists within each other', '#set($l=[1])#set($k=[$l])#set($x=$l.add($k))$l'],
  ['maps within each other', '#set($m={})#set($k={"m":$m})#set($x=$m.put("k",$k))$m'],
  ['a map within itself as JSON', "#set($p=$input.path('$'))#set($x=$p.list.add($p))$p"],
  ['nested loops', '#foreach($i in [1..1000])#foreach($j in [1..1000])x#end#end'],
  ['a long loop', '#foreach($i in [1..1001])x#end'],
  ['a huge range', '#set($r=[1..999999999])'],
  ['a huge repeat', '$input.body.repeat(999999999)'],
  ['a growing replacement', `#set($s="aaaaaaaaaa")#foreach($i in [1..20])#set($s=$s.replace("a",$s))#end`],
  ['a growing regular expression', `#set($s="aaaaaaaaaa")#foreach($i in [1..20])#set($s=$s.replaceAll("a",$s))#end`],
  [
    'a deep scan of everything, again and again',
    '#set($p=\'$\')#foreach($i in [1..8])#set($p="${p}..*")#end#foreach($i in [1..1000])$input.json($p)#end',
  ],
  [
    'a formatted text that is wide',
    '#foreach($i in [1..1000])#set($s=$input.body.format("%1000d%1000d%1000d", $i, $i, $i))$s$s$s$s$s$s#end',
  ],
  ['a hash of a list within itself', '#set($l=[1])#set($k=[$l])#set($x=$l.add($k))$l.hashCode()'],
  ['concat of all texts', '#set($s="x")#foreach($i in [1..100])#set($s=$s.concat($s))#end'],
  [
    'a regular expression over a long text',
    '#set($s="aaaaaaaaaa")#foreach($i in [1..17])#set($s="$s$s")#end#foreach($i in [1..1000])$s.matches("(a|b|c|d)*(a|b|c)*x")#end',
  ],
  [
    'a body of a macro that calls itself',
    '#macro(m)$bodyContent$bodyContent#end#@m()#@m()#@m()#@m()x#end#end#end#end#foreach($i in [1..1000])#@m()#@m()#@m()#@m()#@m()#@m()#@m()#@m()#@m()#@m()x#end#end#end#end#end#end#end#end#end#end#end',
  ],
  ['a regular expression that nests repeats', '$input.body.matches("((a{1,100}){1,100}){1,100}")'],
])('%s is stopped', (_name, source) => {
  const before = process.memoryUsage().rss;
  // Time of the processor, so that a busy machine does not fail the test.
  const started = process.threadCpuUsage();
  const { kind } = run(source);
  const { user, system } = process.threadCpuUsage(started);
  const ms = (user + system) / 1000;
  const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
  figures.endless += 1;
  figures.worstMs = Math.max(figures.worstMs, ms);
  figures.worstMegabytes = Math.max(figures.worstMegabytes, megabytes);
  expect(['BUDGET_EXCEEDED', 'TEMPLATE_FAILED']).toContain(kind);
  expect(ms).toBeLessThan(maxMs);
  expect(megabytes).toBeLessThan(maxMegabytes);
});

test('a list or map within itself prints as in Java', () => {
  expect(run('#set($l=[1])#set($x=$l.add($l))$l').text).toBe('[1, (this Collection)]');
  expect(run('#set($m={})#set($x=$m.put("m",$m))$m').text).toBe('{m=(this Map)}');
});

test('a pattern that would hang a backtracking engine is answered at once', () => {
  const started = performance.now();
  expect(run(`#set($s="${'a'.repeat(5000)}!")$s.matches("(a+)+")`)).toEqual({ kind: 'output', text: 'false' });
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('the output budget counts UTF-8 bytes', () => {
  const compiled = compileTemplate('éé');
  if ('problems' in compiled) throw new Error('the template is valid');
  expect(renderTemplate(compiled.template, context, { ...defaultBudget, outputBytes: 4 })).toMatchObject({ ok: true });
  expect(renderTemplate(compiled.template, context, { ...defaultBudget, outputBytes: 3 })).toMatchObject({
    ok: false,
    error: { code: 'BUDGET_EXCEEDED' },
  });
});

test('a rendering that takes too long by the clock is stopped', () => {
  const compiled = compileTemplate('#foreach($i in [1..1000])#foreach($j in [1..50])x#end#end');
  if ('problems' in compiled) throw new Error('the template is valid');
  let ms = 0;
  expect(renderTemplate(compiled.template, { ...context, now: () => (ms += 900) })).toMatchObject({
    error: { code: 'BUDGET_EXCEEDED', message: 'The template takes longer than allowed.' },
  });
});

test('a thousand iterations are within the budget', () => {
  expect(run('#foreach($i in [1..1000])$i,#end').text.split(',')).toHaveLength(1001);
});
