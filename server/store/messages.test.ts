import { expect, test } from 'vitest';
import { ClientMessages, isPanic, leavesServerIdle } from './messages.ts';

function typed(type: string, body = ''): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}

function untyped(code: number, body = ''): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(code, 4);
  return Buffer.concat([head, Buffer.from(body)]);
}

const SSL_REQUEST = untyped(80877103);
const START = untyped(196608, 'user\0postgres\0\0');
const EXTENDED = Buffer.concat([typed('P', 'parse'), typed('B', 'bind'), typed('E', 'execute'), typed('S')]);

function started(): ClientMessages {
  const messages = new ClientMessages();
  messages.read(START);
  return messages;
}

test('a connection may ask for encryption before it starts', () => {
  expect(new ClientMessages().read(Buffer.concat([SSL_REQUEST, START]))).toEqual([
    { kind: 'negotiate' },
    { kind: 'start', bytes: START },
  ]);
});

test('an extended query is one batch, up to its Sync', () => {
  const query = typed('Q', 'SELECT 1\0');
  expect(started().read(Buffer.concat([EXTENDED, query]))).toEqual([
    { kind: 'batch', bytes: EXTENDED },
    { kind: 'batch', bytes: query },
  ]);
});

test('bytes may arrive one by one', () => {
  const messages = new ClientMessages();
  const all = Buffer.concat([SSL_REQUEST, START, EXTENDED, typed('X')]);
  const turns = [...all].flatMap((byte) => messages.read(Buffer.from([byte])));
  expect(turns).toEqual([
    { kind: 'negotiate' },
    { kind: 'start', bytes: START },
    { kind: 'batch', bytes: EXTENDED },
    { kind: 'end' },
  ]);
});

test('a client that cancels a query is done', () => {
  expect(new ClientMessages().read(untyped(80877102, 'process0'))).toEqual([{ kind: 'end' }]);
});

test.each([
  ['negative', [0x51, 0xff, 0xff, 0xff, 0xff]],
  ['too short', [0x51, 0, 0, 0, 3]],
  ['enormous', [0x51, 0x7f, 0xff, 0xff, 0xff]],
])('a %s length is refused', (_, bytes) => {
  expect(() => started().read(Buffer.from(bytes))).toThrow(RangeError);
});

test('the server is idle after ReadyForQuery outside a transaction', () => {
  expect(leavesServerIdle(Buffer.concat([typed('C', 'SELECT 1\0'), typed('Z', 'I')]))).toBe(true);
  expect(leavesServerIdle(typed('Z', 'T'))).toBe(false);
  expect(leavesServerIdle(typed('Z', 'E'))).toBe(false);
  expect(leavesServerIdle(typed('1'))).toBe(false);
  expect(leavesServerIdle(new Uint8Array())).toBe(false);
});

test('a panic is told apart from an error that the session survives', () => {
  const error = (severity: string) => `E\0\0\0\u0040S${severity}\0V${severity}\0C53100\0Mno room\0\0`;
  const ready = 'Z\0\0\0\u0005I';
  expect(isPanic(Buffer.from(error('PANIC')))).toBe(true);
  expect(isPanic(Buffer.from(error('ERROR') + ready))).toBe(false);
  expect(isPanic(new Uint8Array())).toBe(false);
});
