import { expect, test } from 'vitest';
import { convertRequest, convertResponse, notBase64 } from './content-handling.ts';

type Handling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT' | null;
type Payload = 'text' | 'bytes' | 'text of base64' | 'base64 of bytes';

const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x80, 0x41]);
const payloads: Record<Payload, Buffer> = {
  text: Buffer.from('{"a":"é"}'),
  bytes,
  'text of base64': Buffer.from(bytes.toString('base64')),
  'base64 of bytes': Buffer.from(bytes.toString('base64')),
};
const none = null;

/** AWS's table of request conversions: payload, whether the type is a binary one, contentHandling, what is sent. */
const requestRows: [payload: Payload, hasBinaryTypes: boolean, isBinary: boolean, handling: Handling, sent: Payload][] =
  [
    ['text', false, false, none, 'text'],
    ['text of base64', false, false, 'CONVERT_TO_BINARY', 'bytes'],
    ['text', false, false, 'CONVERT_TO_TEXT', 'text'],
    ['text', true, false, none, 'text'],
    ['text of base64', true, false, 'CONVERT_TO_BINARY', 'bytes'],
    ['text', true, false, 'CONVERT_TO_TEXT', 'text'],
    ['bytes', true, true, none, 'bytes'],
    ['bytes', true, true, 'CONVERT_TO_BINARY', 'bytes'],
    ['bytes', true, true, 'CONVERT_TO_TEXT', 'base64 of bytes'],
  ];

test('there are nine rows for requests', () => expect(requestRows).toHaveLength(9));

test.each(requestRows)(
  'request: %s, binary types %s, binary type %s, %s: %s is sent',
  (payload, _has, isBinary, handling, sent) => {
    expect(convertRequest(payloads[payload], { isBinary, handling, isStrict: true })).toEqual(payloads[sent]);
  },
);

/** AWS's table of response conversions: payload, whether its type is binary, whether the accepted one is, contentHandling, the answer. */
const responseRows: [
  payload: Payload,
  hasBinaryTypes: boolean,
  isBinary: boolean,
  acceptsBinary: boolean,
  handling: Handling,
  answer: Payload,
][] = [
  ['text', false, false, false, none, 'text'],
  ['text of base64', false, false, false, 'CONVERT_TO_BINARY', 'bytes'],
  ['text', false, false, false, 'CONVERT_TO_TEXT', 'text'],
  ['text', true, false, false, none, 'text'],
  ['text of base64', true, false, false, 'CONVERT_TO_BINARY', 'bytes'],
  ['text', true, false, false, 'CONVERT_TO_TEXT', 'text'],
  ['text of base64', true, false, true, none, 'bytes'],
  ['text of base64', true, false, true, 'CONVERT_TO_BINARY', 'bytes'],
  ['text', true, false, true, 'CONVERT_TO_TEXT', 'text'],
  ['bytes', true, true, false, none, 'base64 of bytes'],
  ['bytes', true, true, false, 'CONVERT_TO_BINARY', 'bytes'],
  ['bytes', true, true, false, 'CONVERT_TO_TEXT', 'base64 of bytes'],
  ['bytes', true, true, true, none, 'bytes'],
  ['bytes', true, true, true, 'CONVERT_TO_BINARY', 'bytes'],
  ['bytes', true, true, true, 'CONVERT_TO_TEXT', 'base64 of bytes'],
];

test('there are fifteen rows for responses', () => expect(responseRows).toHaveLength(15));

test.each(responseRows)(
  'response: %s, binary types %s, binary type %s, accepts binary %s, %s: %s is answered',
  (payload, hasBinaryTypes, isBinary, acceptsBinary, handling, answer) => {
    const conversion = { hasBinaryTypes, isBinary, acceptsBinary, handling, isStrict: true };
    expect(convertResponse(payloads[payload], conversion)).toEqual(payloads[answer]);
  },
);

test('text that is no base64 does not become bytes', () => {
  expect(convertRequest(payloads.text, { isBinary: false, handling: 'CONVERT_TO_BINARY', isStrict: true })).toBe(
    notBase64,
  );
});

test('a text in JSON quotes is decoded as a function gives it', () => {
  const quoted = Buffer.from(JSON.stringify(bytes.toString('base64')));
  expect(convertRequest(quoted, { isBinary: false, handling: 'CONVERT_TO_BINARY', isStrict: true })).toEqual(bytes);
});

test('bytes that are no UTF-8 pass through an API that is not strict', () => {
  const conversion = { isBinary: false, handling: none, hasBinaryTypes: true, acceptsBinary: true };
  expect(convertRequest(bytes, { ...conversion, isStrict: false })).toBe(bytes);
  expect(convertResponse(bytes, { ...conversion, isStrict: false })).toBe(bytes);
  expect(convertRequest(bytes, { ...conversion, isStrict: true })).toEqual(Buffer.from(bytes.toString('utf8')));
});
