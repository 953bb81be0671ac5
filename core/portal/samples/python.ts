import type { SampleCall } from './call.ts';
import { pythonLiteral } from './literals.ts';

/** The call with the `requests` package. */
export function pythonSample(call: SampleCall): string {
  const lines = [`    ${JSON.stringify(call.httpMethod)},`, `    ${JSON.stringify(call.url)},`];
  if (call.headers.length > 0) lines.push(`    headers=${pythonLiteral(Object.fromEntries(call.headers), 1)},`);
  if (call.body?.kind === 'json') lines.push(`    json=${pythonLiteral(call.body.value, 1)},`);
  if (call.body?.kind === 'text') lines.push(`    data=${pythonLiteral(call.body.text)}.encode(),`);
  if (call.body?.kind === 'form') {
    // A file name of None makes a plain field; the library then writes the boundary.
    const fields = call.body.fields.map(
      ([name, value]) => `        ${JSON.stringify(name)}: (None, ${JSON.stringify(value)}),\n`,
    );
    lines.push(`    files={\n${fields.join('')}    },`);
  }
  lines.push('    timeout=30,');
  return [
    'import requests',
    '',
    'response = requests.request(',
    ...lines,
    ')',
    'response.raise_for_status()',
    call.httpMethod === 'HEAD' ? 'print(response.headers)' : 'print(response.text)',
  ].join('\n');
}
