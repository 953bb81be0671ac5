import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { buildReference } from '../reference.ts';
import { model, part, petDesign, petMethod } from '../testdata.ts';
import type { SampleCall } from './call.ts';
import { curlSample } from './curl.ts';
import { javascriptSample } from './javascript.ts';
import { pythonSample } from './python.ts';

const hostileTexts = [
  "'; touch /tmp/pwned; '",
  '$(id) `id` ${IFS}',
  '"""\n"\'\\',
  '\u2028\u2029\0\r\n',
  '${alert(1)} `x`',
  '</script><img src=x onerror=alert(1)>',
  '\ud800 lone',
  '@/etc/passwd',
  '--next',
  '__proto__',
];

/** What the shell passes to curl. */
function shellArguments(code: string): string[] {
  const output = execFileSync('/bin/sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${code}`], { encoding: 'utf8' });
  return output.split('\0').slice(0, -1);
}

type Seen = { url: string; options: { method?: string; headers?: Record<string, string>; body?: string } };

async function fetchSeen(code: string): Promise<Seen | undefined> {
  let seen: Seen | undefined;
  const fetch = (url: string, options: Seen['options'] = {}) => {
    seen = { url, options };
    return Promise.resolve({ ok: true, status: 200, text: () => Promise.resolve(''), headers: {} });
  };
  await (runInNewContext(`(async () => {${code}\n})()`, { fetch, console: { log: () => undefined } }) as Promise<void>);
  return seen;
}

test.each(hostileTexts)('a hostile text stays one value in every language: %j', async (text) => {
  const value = Object.fromEntries([
    [text, text],
    ['list', [text, null, 1.5, true]],
  ]);
  const call: SampleCall = {
    httpMethod: 'POST',
    url: 'https://example.com/x',
    headers: [['content-type', 'application/json']],
    body: { kind: 'json', value },
  };
  const shell = shellArguments(curlSample(call));
  expect(shell.slice(0, 6)).toEqual([
    '--request',
    'POST',
    '--url',
    call.url,
    '--header',
    'content-type: application/json',
  ]);
  expect(shell).toHaveLength(8);
  expect(JSON.parse(shell[7] ?? '')).toEqual(value);

  const seen = await fetchSeen(javascriptSample(call));
  expect(JSON.parse(seen?.options.body ?? '')).toEqual(value);

  // Python reads JSON's string literals, so every string of the sample must be one.
  expect(pythonSample(call)).toContain(`${JSON.stringify(text)}: ${JSON.stringify(text)},`);
  expect(pythonSample(call)).toContain('        "list": [\n');
});

test('a hostile design makes calls with one URL and headers of one line', async () => {
  for (const text of hostileTexts) {
    const design = petDesign({
      methods: [
        petMethod({
          httpMethod: 'PUT',
          operationName: 'x',
          requestParameters: {
            [`method.request.querystring.${text}`]: true,
            [`method.request.header.X-${text}`]: true,
          },
          requestModels: { 'application/json': 'Evil' },
        }),
      ],
      models: [model('Evil', { type: 'object', properties: { [text]: { type: 'string', example: text } } })],
      documentationParts: [part({ type: 'METHOD', path: '/pets', method: 'PUT' }, { summary: text, tags: [text] })],
    });
    const reference = buildReference(design, { baseUrl: 'https://example.com/a/prod', stageName: 'prod' });
    const slug = reference.groups[0]?.operations[0]?.slug ?? '';
    expect(slug).toBe('x');
    const samples = reference.operation(slug)?.samples ?? [];
    const codeOf = (language: string) => samples.find((sample) => sample.language === language)?.code ?? '';
    const shell = shellArguments(codeOf('curl'));
    expect(shell[3]).toMatch(/^https:\/\/example\.com\/a\/prod\/pets(\?[\x21-\x7e]*)?$/);
    expect(shell.filter((word) => word.startsWith('--')).every((word) => /^--[a-z-]+$/.test(word))).toBe(true);
    const headers = shell.filter((_, index) => shell[index - 1] === '--header');
    expect(headers.every((header) => !/\p{Cc}/u.test(header))).toBe(true);
    const seen = await fetchSeen(codeOf('javascript'));
    expect(seen?.url).toBe(shell[3]);
  }
});

test('GET without credentials is as short as it can be', () => {
  const call: SampleCall = { httpMethod: 'GET', url: 'https://example.com/pets', headers: [], body: null };
  expect(javascriptSample(call)).toBe(
    [
      "const response = await fetch('https://example.com/pets');",
      '',
      'if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);',
      'console.log(await response.text());',
    ].join('\n'),
  );
  expect(pythonSample(call)).toBe(
    [
      'import requests',
      '',
      'response = requests.request(',
      '    "GET",',
      '    "https://example.com/pets",',
      '    timeout=30,',
      ')',
      'response.raise_for_status()',
      'print(response.text)',
    ].join('\n'),
  );
});

test('forms are sent by the form writer of each language', () => {
  const call: SampleCall = {
    httpMethod: 'POST',
    url: 'https://example.com/f',
    headers: [],
    body: { kind: 'form', fields: [['file', '@/etc/passwd']] },
  };
  expect(curlSample(call)).toContain("--form-string 'file=@/etc/passwd'");
  expect(javascriptSample(call)).toContain("form.append('file', '@/etc/passwd');");
  expect(pythonSample(call)).toContain('"file": (None, "@/etc/passwd"),');
});
