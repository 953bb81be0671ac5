import type { SampleCall } from './call.ts';
import { javascriptLiteral, javascriptString } from './literals.ts';

/** The call with `fetch`, as it runs in browsers, Node, Deno and Bun. */
export function javascriptSample(call: SampleCall): string {
  const lines: string[] = [];
  if (call.httpMethod !== 'GET') lines.push(`  method: ${javascriptString(call.httpMethod)},`);
  if (call.headers.length > 0) lines.push(`  headers: ${javascriptLiteral(Object.fromEntries(call.headers), 1)},`);
  if (call.body?.kind === 'json') lines.push(`  body: JSON.stringify(${javascriptLiteral(call.body.value, 1)}),`);
  if (call.body?.kind === 'text') lines.push(`  body: ${javascriptString(call.body.text)},`);
  if (call.body?.kind === 'form') lines.push('  body: form,');
  const options = lines.length > 0 ? `, {\n${lines.join('\n')}\n}` : '';
  return [
    ...formLines(call),
    `const response = await fetch(${javascriptString(call.url)}${options});`,
    '',
    'if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);',
    call.httpMethod === 'HEAD' ? 'console.log(response.headers);' : 'console.log(await response.text());',
  ].join('\n');
}

function formLines({ body }: SampleCall): string[] {
  if (body?.kind !== 'form') return [];
  const fields = body.fields.map(
    ([name, value]) => `form.append(${javascriptString(name)}, ${javascriptString(value)});`,
  );
  return ['const form = new FormData();', ...fields, ''];
}
