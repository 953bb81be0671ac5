import { expect, test } from 'vitest';
import { SluiceError } from '../errors.ts';
import { parseKeyFile } from './parse-key-file.ts';

const value = 'apikey1234abcdefghij0123456789';

test('columns come in any case and order, and may be unknown', () => {
  expect(parseKeyFile(`Enabled,KEY,usageplanIds,note,name\r\nFALSE,${value},"c7y23b, glvrsr",x,First\r\n\r\n`)).toEqual(
    [{ name: 'First', value, description: null, enabled: false, planIds: ['c7y23b', 'glvrsr'] }],
  );
  expect(parseKeyFile(`\ufeffKey,name,UsagePlanIds\n${value},"a ""b"", c",'p,q'`)).toEqual([
    { name: 'a "b", c', value, description: null, enabled: true, planIds: ['p', 'q'] },
  ]);
});

test('what looks like a formula is text', () => {
  const [key] = parseKeyFile(`Name,Key,Description\n=1+1,${value},"=HYPERLINK(""http://x"")"`);
  expect(key).toMatchObject({ name: '=1+1', description: '=HYPERLINK("http://x")' });
});

test('a quoted field may go over lines, and lines are counted', () => {
  const text = `Name,Key,Enabled\n"two\nlines",${value},true\nLast,${value},perhaps`;
  expect(() => parseKeyFile(text)).toThrow('Line 4: Enabled is true or false.');
});

test.each(['', 'Name\nFirst', 'Key\nx', `Name,Key\n"open,${value}`, `Name,Key\n"a"b,${value}`])(
  'refuses %j',
  (text) => {
    expect(() => parseKeyFile(text)).toThrow(SluiceError);
  },
);

test('a large file takes no more than its length', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `"Key ${i}",${value}`);
  expect(parseKeyFile(`Name,Key\n${rows.join('\n')}`)).toHaveLength(20_000);
  expect(() => parseKeyFile(`Name,Key\n${'"'.repeat(199_999)}x`)).toThrow(SluiceError);
});
