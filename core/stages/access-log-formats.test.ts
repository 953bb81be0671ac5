import { expect, test } from 'vitest';
import { accessLogPresets, compileAccessLogFormat, renderAccessLog } from './access-log-formats.ts';

const context = {
  requestId: 'r1',
  extendedRequestId: 'x1',
  identity: { sourceIp: '192.0.2.1', caller: null, user: '' },
  requestTime: '18/Nov/2026:12:00:00 +0000',
  httpMethod: 'GET',
  resourcePath: '/pets',
  protocol: 'HTTP/1.1',
  status: 200,
  responseLength: 12,
};

const line = (format: string, values: object = context) =>
  renderAccessLog(compileAccessLogFormat(format), { ...values });

test('the presets are lines of their kind, with a dash for what is absent', () => {
  expect(line(accessLogPresets.CLF)).toBe(
    '192.0.2.1 - - [18/Nov/2026:12:00:00 +0000] "GET /pets HTTP/1.1" 200 12 r1 x1',
  );
  expect(JSON.parse(line(accessLogPresets.JSON))).toMatchObject({
    requestId: 'r1',
    ip: '192.0.2.1',
    user: '-',
    status: '200',
  });
  expect(line(accessLogPresets.CSV)).toBe('r1,x1,192.0.2.1,-,-,18/Nov/2026:12:00:00 +0000,GET,/pets,200,HTTP/1.1,12');
  expect(line(accessLogPresets.XML)).toMatch(/^<request requestId="r1" .* responseLength="12"\/>$/);
});

test('any variable may stand in a format, with braces too; a format over several lines is one line', () => {
  expect(line('$context.status-${context.identity.sourceIp}x\n  $context.nothing.there')).toBe('200-192.0.2.1x -');
  expect(line('$stageVariables.x $context')).toBe('$stageVariables.x $context');
  expect(line('$context.identity', { identity: { sourceIp: 'a' } })).toBe('{\\"sourceIp\\":\\"a\\"}');
});

test('no value of a caller ends a line, a field, or a quotation', () => {
  const hostile = 'a"b\\c\r\nFAKE 1\u2028<x>&\u0000\u001b[31m,\t=';
  const values = { requestId: hostile };
  const json = line('{"a":"$context.requestId","b":"$context.requestId"}', values);
  expect(JSON.parse(json)).toEqual({ a: hostile, b: hostile });
  const text = line('"$context.requestId" end', values);
  expect(text).toBe('"a\\"b\\\\c\\x0d\\x0aFAKE 1\\u2028<x>&\\x00\\x1b[31m,\\x09=" end');
  const xml = line('<r id="$context.requestId"/>', values);
  expect(xml).toBe('<r id="a&#34;b\\c  FAKE 1 &#60;x&#62;&#38;  [31m, ="/>');
  expect(line('$context.requestId,$context.status', values)).toBe('"a""b\\c  FAKE 1 <x>&  [31m, =",-');
  expect(line('"$context.requestId",x', values)).toBe('"a""b\\c  FAKE 1 <x>&  [31m, =",x');
  for (const rendered of [json, text, xml]) expect(rendered).not.toMatch(/[\r\n\u2028\u0000-\u001f]/);
});

test('a spreadsheet runs no value', () => {
  for (const formula of ['=1+1', '+1', '-1', '@x']) {
    expect(line('$context.requestId,$context.status', { requestId: formula })).toBe(`'${formula},-`);
  }
});
