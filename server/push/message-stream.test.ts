import { expect, test } from 'vitest';
import type { ControlMessage } from '#core/nodes/channel.ts';
import { messageStream } from './message-stream.ts';

const ping: ControlMessage = { type: 'ping' };

/** A source that says when it was closed, and how far it was read. */
function source(messages: number) {
  const state = { read: 0, closed: false };
  const left = new AbortController();
  async function* generate(): AsyncGenerator<ControlMessage> {
    try {
      for (; state.read < messages; state.read += 1) yield ping;
      await new Promise<void>((resolve) => left.signal.addEventListener('abort', () => resolve()));
    } finally {
      state.closed = true;
    }
  }
  return { state, stream: messageStream(generate(), () => left.abort()) };
}

test('each message is one line', async () => {
  const { stream } = source(3);
  const reader = stream.getReader();
  let text = '';
  while (text.split('\n').length < 4) text += new TextDecoder().decode((await reader.read()).value);
  expect(text).toBe('{"type":"ping"}\n'.repeat(3));
  await reader.cancel();
});

test('a source is read no faster than its reader', async () => {
  const { state, stream } = source(100_000);
  const reader = stream.getReader();
  await reader.read();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(state.read).toBeLessThan(5);
  await reader.cancel();
});

test.each([
  ['while messages wait', 10],
  ['while the source waits', 0],
])('a reader that leaves %s closes the source', async (_, messages) => {
  const { state, stream } = source(messages);
  const reader = stream.getReader();
  if (messages > 0) await reader.read();
  else await new Promise((resolve) => setTimeout(resolve, 5));
  await reader.cancel();
  await expect.poll(() => state.closed).toBe(true);
});
