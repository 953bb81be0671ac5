import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SharedSession, type Seat } from './session.ts';

const IDLE = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const IN_TRANSACTION = Buffer.from([0x5a, 0, 0, 0, 5, 0x54]);

/** A backend that opens a transaction at BEGIN and closes it at COMMIT, and writes down what it ran. */
function recordedSession() {
  const log: string[] = [];
  let status = IDLE;
  let preparations = 0;
  const session = new SharedSession({
    run: (bytes) => {
      const text = Buffer.from(bytes).toString();
      log.push(text);
      if (text.includes('BEGIN')) status = IN_TRANSACTION;
      if (text.includes('COMMIT')) status = IDLE;
      return status;
    },
    rollback: () => {
      log.push('rollback');
      status = IDLE;
    },
    prepare: () => void (preparations += status === IDLE ? 1 : Number.NaN),
  });
  return { log, session, preparations: () => preparations };
}

function say(seat: Seat, ...texts: string[]): void {
  for (const text of texts) seat.submit(Buffer.from(text), () => undefined);
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

test('batches run in the order of arrival', async () => {
  const { log, session } = recordedSession();
  const [a, b] = [session.seat(), session.seat()];
  say(a, 'a1');
  say(b, 'b1');
  say(a, 'a2');
  await settle();
  expect(log).toEqual(['a1', 'b1', 'a2']);
});

test('a transaction keeps others waiting until it ends', async () => {
  const { log, session } = recordedSession();
  const [a, b] = [session.seat(), session.seat()];
  say(a, 'a BEGIN');
  say(b, 'b1');
  await settle();
  say(a, 'a1', 'a COMMIT', 'a2');
  await settle();
  expect(log).toEqual(['a BEGIN', 'a1', 'a COMMIT', 'b1', 'a2']);
});

test('a client that leaves gives the session back and what it still wanted is forgotten', async () => {
  const { log, session } = recordedSession();
  const [a, b] = [session.seat(), session.seat()];
  say(a, 'a BEGIN');
  await settle();
  say(b, 'b1');
  say(a, 'a1');
  a.leave();
  await settle();
  expect(log).toEqual(['a BEGIN', 'rollback', 'b1']);
});

test('the leaving of a client that waits disturbs nobody', async () => {
  const { log, session } = recordedSession();
  const [a, b] = [session.seat(), session.seat()];
  say(a, 'a BEGIN');
  await settle();
  say(b, 'b1');
  b.leave();
  say(a, 'a COMMIT');
  await settle();
  expect(log).toEqual(['a BEGIN', 'a COMMIT']);
});

test('the session is prepared before each client that finds it idle, and never inside a transaction', async () => {
  const { session, preparations } = recordedSession();
  const [a, b] = [session.seat(), session.seat()];
  say(a, 'BEGIN', 'a1', 'COMMIT');
  say(b, 'b1');
  await settle();
  expect(preparations()).toBe(2);
});
