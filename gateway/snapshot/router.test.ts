import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Router } from './router.ts';

function router(...paths: string[]): Router<string> {
  const made = new Router<string>();
  for (const path of paths) made.add(path, path);
  return made;
}

function find(made: Router<string>, path: string): [string, string[]] | null {
  const found = made.find(path, 0);
  if (!found) return null;
  const values: string[] = [];
  for (let i = 0; i < found.offsets.length; i += 2) values.push(path.slice(found.offsets[i], found.offsets[i + 1]));
  return [found.value, values];
}

test('literals come before parameters, parameters before greedy ones', () => {
  const made = router('/pets', '/pets/{id}', '/pets/mine', '/pets/{id}/toys', '/{proxy+}', '/');
  expect(find(made, '/')).toEqual(['/', []]);
  expect(find(made, '/pets')).toEqual(['/pets', []]);
  expect(find(made, '/pets/mine')).toEqual(['/pets/mine', []]);
  expect(find(made, '/pets/7')).toEqual(['/pets/{id}', ['7']]);
  expect(find(made, '/pets/7/toys')).toEqual(['/pets/{id}/toys', ['7']]);
  expect(find(made, '/pets/mine/toys')).toEqual(['/pets/{id}/toys', ['mine']]);
  expect(find(made, '/pets/7/hats/2')).toEqual(['/{proxy+}', ['pets/7/hats/2']]);
});

test('a more specific branch that leads nowhere does not hide a less specific one', () => {
  const made = router('/a/b/c', '/a/{x}/d', '/{y}/b/e');
  expect(find(made, '/a/b/d')).toEqual(['/a/{x}/d', ['b']]);
  expect(find(made, '/a/b/e')).toEqual(['/{y}/b/e', ['a']]);
  expect(find(made, '/a/b/f')).toBeNull();
});

test('a trailing slash is not significant, and a greedy parameter keeps it', () => {
  const made = router('/admin', '/files/{path+}');
  expect(find(made, '/admin/')).toEqual(['/admin', []]);
  expect(find(made, '/files/a/b/')).toEqual(['/files/{path+}', ['a/b/']]);
  expect(find(made, '/files/')).toBeNull();
});

test('an encoded slash is part of its segment', () => {
  const made = router('/a/b', '/{one}');
  expect(find(made, '/a%2Fb')).toEqual(['/{one}', ['a%2Fb']]);
});

test('escaped spellings of a literal are that literal', () => {
  expect(find(router('/@me', '/{other}'), '/%40me')).toEqual(['/@me', []]);
});

test('the same place twice does not compile', () => {
  expect(() => router('/a/{x}', '/a/{y}')).toThrow('twice');
  expect(() => router('/{x+}', '/{y+}')).toThrow('twice');
  expect(() => router('/{x+}/b')).toThrow('last segment');
});

test('any path finds a resource that fits it, or nothing fits', () => {
  const paths = ['/a', '/a/{x}', '/a/{x}/b', '/a/b/{y}', '/{z}/b', '/c/{rest+}'];
  const made = router(...paths);
  const fits = (pattern: string, path: string) =>
    new RegExp(`^${pattern.replace(/\{\w+\+\}/, '.+').replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const segment = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
      const path = `/${segments.join('/')}`;
      const found = made.find(path, 0)?.value;
      if (found) expect(fits(found, path)).toBe(true);
      else expect(paths.filter((pattern) => fits(pattern, path))).toEqual([]);
    }),
  );
});
