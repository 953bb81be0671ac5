import type { ProblemList } from './problem.ts';

const stageVariable = /\$\{stageVariables\.[A-Za-z0-9_]+\}/g;
const placeholder = /\{([^{}]+)\}/g;

/** The names of the path parameters that a backend URI takes, `{name}`, each once. */
export function uriParameters(uri: string): string[] {
  return [
    ...new Set(
      [...uri.replace(stageVariable, '').matchAll(placeholder)].map((match) => (match[1] ?? '').replace(/\+$/, '')),
    ),
  ];
}

/**
 * Checks a backend's URL. Its scheme is written out, because a stage variable could otherwise turn it into something that is
 * not HTTP, and its host takes no request parameter, because a caller could otherwise choose the host.
 */
export function checkUri(uri: string | null, problems: ProblemList): void {
  if (uri === null || uri.trim() === '') {
    problems.error('bad-uri', 'The integration needs the URL of its backend, such as https://example.com/pets.');
    return;
  }
  const scheme = /^https?:\/\//i.exec(uri);
  if (!scheme) {
    problems.error('bad-uri', 'The backend URL begins with http:// or https://; a stage variable cannot stand there.');
    return;
  }
  if (/[\s\\\p{Cc}]/u.test(uri) || /[^\x21-\x7e]/.test(uri.replace(/^[^:]+:\/\/[^/?#]*/, ''))) {
    problems.error(
      'bad-uri',
      'The backend URL holds a space or another character that must be percent-encoded, such as %20.',
    );
    return;
  }
  const authority = /^[^/?#]*/.exec(uri.replace(stageVariable, 'variable').slice(scheme[0].length))?.[0] ?? '';
  if (/[{}]/.test(authority)) {
    problems.error(
      'bad-uri',
      'The host of the backend URL cannot take a request parameter. Use a stage variable or write it out.',
    );
    return;
  }
  // A variable may stand for a name or for a port, which is a number.
  const [named, numbered] = ['variable', '1'].map((value) =>
    uri.replace(stageVariable, value).replace(placeholder, 'parameter'),
  );
  if (/[{}]/.test(named ?? '')) {
    problems.error(
      'bad-uri',
      'The backend URL has a brace that belongs to no {parameter} and no ${stageVariables.name}.',
    );
    return;
  }
  const url = parseUrl(named ?? '') ?? parseUrl(numbered ?? '');
  if (!url) problems.error('bad-uri', 'The backend URL is not a valid URL.');
  else if (url.username !== '' || url.password !== '') {
    problems.error('bad-uri', 'The backend URL holds a user name or password. Send it in a header instead.');
  }
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
