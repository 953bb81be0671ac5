import type { ControlMessage } from '#core/nodes/channel.ts';
import { log } from '../log.ts';

/**
 * Messages as newline-delimited JSON. They are taken from the source as fast as the reader takes them, so a slow node
 * holds no more than one message here; `leave` runs when the reader goes away.
 */
export function messageStream(messages: AsyncGenerator<ControlMessage>, leave: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let left = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await messages.next();
        if (left) return;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      } catch (error) {
        log.warn({ err: error }, 'a node stream broke off');
        controller.error(error);
      }
    },
    async cancel() {
      left = true;
      leave();
      await messages.return(undefined);
    },
  });
}
