import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSegment, parseTarget, segmentKey, targetHost } from './target.ts';

test.each([
  ['/pets/7?full=true&x=%2F', '/pets/7', 'full=true&x=%2F'],
  ['/', '/', ''],
  ['/pets?', '/pets', ''],
  ['/%61dmin/%7Ejoe', '/admin/~joe', ''],
  ['/a%2fb', '/a%2Fb', ''],
  ['//a///b', '/a/b', ''],
  ['/.well-known/x', '/.well-known/x', ''],
  ['/a|b{c}', '/a%7Cb%7Bc%7D', ''],
  ['/caf%C3%A9', '/caf%C3%A9', ''],
  ['http://host.example/pets?x', '/pets', 'x'],
  ['http://host.example?x', '/', 'x'],
])('%s is %s', (target, path, query) => {
  expect(parseTarget(target)).toEqual({ path, query });
});

test.each([
  '*',
  'pets',
  '/../etc',
  '/a/./b',
  '/a/..',
  '/%2e%2e/b',
  '/a/..%2fb',
  '/a/%2e%2e%5cb',
  '/a/..;x=1/b',
  '/a%00b',
  '/a%0d%0ab',
  '/a\\b',
  '/a b',
  '/a%zz',
  '/a%2',
  '/a#b',
  'http:///a',
  'http://user@host/a',
  'http://host#a',
  'ftp://host/a',
  '/pets?a b',
  '/\u00e9',
  `/${'a'.repeat(10_240)}`,
])('%s is refused', (target) => {
  expect(typeof parseTarget(target)).toBe('string');
});

test('a target in absolute form names its host', () => {
  expect(targetHost('http://host.example:8080/pets?x')).toBe('host.example:8080');
  expect(targetHost('HTTPS://host')).toBe('host');
  for (const target of ['/pets', '//host/pets', '*', 'http:///pets', 'http://user@host/'])
    expect(targetHost(target)).toBeNull();
});

test('the normal form is stable, and holds no dot segment and no empty segment', () => {
  const piece = fc.constantFrom('/', '.', '..', '%2e', '%2F', '%5c', 'a', '%41', '%zz', ';', '%7C', '|', '~');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const parsed = parseTarget(`/${pieces.join('')}`);
      if (typeof parsed === 'string') return;
      expect(parseTarget(parsed.path)).toEqual(parsed);
      expect(parsed.path).not.toMatch(/\/\//);
      expect(decodeURIComponent(parsed.path).split(/[/\\]/)).not.toContain('..');
    }),
  );
});

test('segments compare with the characters decoded that a segment may hold', () => {
  expect(segmentKey('%40me')).toBe('@me');
  expect(segmentKey('a%2fb')).toBe('a%2Fb');
  expect(segmentKey('plain')).toBe('plain');
});

test('a segment is read as UTF-8, and left as it is when it is none', () => {
  expect(decodeSegment('caf%C3%A9')).toBe('café');
  expect(decodeSegment('%FF')).toBe('%FF');
});
