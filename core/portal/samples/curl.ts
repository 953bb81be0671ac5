import type { SampleCall } from './call.ts';
import { shellWord } from './literals.ts';

/**
 * The call as a curl command. `--data-raw` and `--form-string`, since `--data` and `--form` would read the file that a value
 * beginning with `@` names; `--globoff`, since curl expands brackets and braces in URLs.
 */
export function curlSample(call: SampleCall): string {
  const options = [
    ...(call.httpMethod === 'HEAD' ? ['--head'] : [`--request ${call.httpMethod}`]),
    `--url ${shellWord(call.url)}`,
    ...(/[[\]{}]/.test(call.url) ? ['--globoff'] : []),
    ...call.headers.map(([name, value]) => `--header ${shellWord(`${name}: ${value}`)}`),
    ...bodyOptions(call.body),
  ];
  return `curl ${options.join(' \\\n  ')}`;
}

function bodyOptions(body: SampleCall['body']): string[] {
  switch (body?.kind) {
    case undefined:
      return [];
    case 'json':
      return [`--data-raw ${shellWord(JSON.stringify(body.value, null, 2))}`];
    case 'text':
      return [`--data-raw ${shellWord(body.text)}`];
    case 'form':
      return body.fields.map(([name, value]) => `--form-string ${shellWord(`${name}=${value}`)}`);
  }
}
