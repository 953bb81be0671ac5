/**
 * Ways to write `/admin/users` that some server takes for it: escapes of every letter and slash, dot segments in every
 * spelling, repeated and foreign slashes, path parameters, queries and other things at the end, and combinations.
 */
export function protectedSpellings(): string[] {
  const spellings = new Set<string>();
  const word = '/admin/users';
  const hex = (character: string) => character.charCodeAt(0).toString(16);
  const escaped = (character: string) => `%${hex(character)}`;

  for (let i = 0; i < word.length; i += 1) {
    const character = word[i] ?? '';
    const [before, after] = [word.slice(0, i), word.slice(i + 1)];
    for (const form of [escaped(character), escaped(character).toUpperCase(), `%25${hex(character)}`]) {
      spellings.add(before + form + after);
    }
    for (const inserted of ['%00', '%0a', '%0d', '%09', '%20', '%7f', '%ff', '\\', '%', '%2', '%zz', ';', '\u00ad']) {
      spellings.add(before + character + inserted + after);
    }
  }
  spellings.add([...word].map((character) => (character === '/' ? '/' : escaped(character))).join(''));
  spellings.add([...word].map((character) => (character === '/' ? '/' : escaped(character).toUpperCase())).join(''));

  const slashes = [
    '/',
    '//',
    '///',
    '/./',
    '/%2e/',
    '/%2E/',
    '%2f',
    '%2F',
    '%5c',
    '%5C',
    '\\',
    '/\\',
    '//./',
    '/;/',
    '/;a=b/',
  ];
  for (const first of slashes) for (const second of slashes) spellings.add(`${first}admin${second}users`);

  const ups = [
    '..',
    '%2e%2e',
    '.%2e',
    '%2e.',
    '%2E%2E',
    '%252e%252e',
    '..;',
    '..;a=b',
    '..%00',
    '...',
    '.%00.',
    '%c0%ae%c0%ae',
  ];
  const rests = ['/', '%2f', '%5c', '\\', '//'];
  for (const up of ups) {
    for (const rest of rests) {
      spellings.add(`/open/${up}${rest}admin/users`);
      spellings.add(`/open${rest}${up}${rest}admin${rest}users`);
      spellings.add(`/admin/open/${up}${rest}users`);
      spellings.add(`/admin/users/open/${up}`);
    }
  }
  for (const end of [
    '/',
    '//',
    '/.',
    '/./',
    '/%2e',
    '?',
    '?a=/open',
    '??',
    '#',
    '#x',
    ';',
    ';a=b',
    '%3f',
    '%23',
    '%20',
    '/..',
    '/../users',
    '.',
    '..',
    '%00',
    '%2f',
    '.json',
    '/;',
  ]) {
    spellings.add(word + end);
  }
  for (const unicode of [
    '\u00e1dmin',
    'admi\u00f1',
    '%e2%80%8badmin',
    '%ef%bc%8fadmin',
    '%c0%afadmin',
    '%e0%80%afadmin',
    'admin%cc%81',
  ]) {
    spellings.add(`/${unicode}/users`);
    spellings.add(`/open/${unicode}/users`);
  }
  return [...spellings];
}
