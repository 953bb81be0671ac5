import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { controlMessageSchema, nodeReportEveryMs, type ControlMessage } from '#core/nodes/channel.ts';
import { ControlPlaneError, type ControlPlane } from '../control-plane.ts';

/** Longest message on the stream, characters. */
const messageMaxLength = 8 * 1024 * 1024;
/** The stream is given up when nothing, not even a ping, came for this long, ms. */
const silenceMs = nodeReportEveryMs * 3;

export type SubscriptionOptions = {
  controlPlane: ControlPlane;
  /** Asked at every connection: where to continue. */
  position: () => { nodeId: string; name: string; epoch: string; after: number; sealKey: string };
  receive: (message: ControlMessage) => void;
  /** A revision came that this gateway cannot read, as from a newer control plane. */
  unreadable: (revision: { id: string; seq: number }, reason: string) => void;
  /** The connection was lost, or could not be made. */
  lost: (error: Error) => void;
};

/** Keeps the stream from the control plane open until `signal`: reconnects with a jittered, growing delay. */
export async function subscribe(options: SubscriptionOptions, signal: AbortSignal): Promise<void> {
  let delayMs = 100;
  while (!signal.aborted) {
    const watch = new AbortController();
    const stop = () => watch.abort();
    signal.addEventListener('abort', stop);
    let hasReceived = false;
    try {
      await follow(options, watch, () => (hasReceived = true));
      throw new ControlPlaneError('The control plane closed the stream.', null);
    } catch (error) {
      if (signal.aborted) return;
      options.lost(error as Error);
    } finally {
      signal.removeEventListener('abort', stop);
      watch.abort();
    }
    if (hasReceived) delayMs = 100;
    await setTimeout(delayMs * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
    delayMs = Math.min(delayMs * 2, 2_000);
  }
}

async function follow(options: SubscriptionOptions, watch: AbortController, received: () => void): Promise<void> {
  const stream = await options.controlPlane.openStream(options.position(), watch.signal);
  const silence = globalThis.setTimeout(() => watch.abort(), silenceMs);
  try {
    for await (const line of linesOf(stream)) {
      received();
      silence.refresh();
      handle(options, line);
    }
  } finally {
    clearTimeout(silence);
  }
}

async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > messageMaxLength) throw new Error('The control plane sent a message that is too long.');
    for (const line of lines) if (line.trim() !== '') yield line;
  }
}

const revisionHeadSchema = z.object({
  type: z.literal('revision'),
  revision: z.object({ id: z.string(), seq: z.number().int() }),
});

/** Checks a line against the contract. One revision that cannot be read does not hold up the others. */
function handle({ receive, unreadable }: SubscriptionOptions, line: string): void {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('The control plane sent a line that is not JSON.');
  }
  const message = controlMessageSchema.safeParse(value);
  if (message.success) return receive(message.data);
  const [issue] = message.error.issues;
  const reason = `The message cannot be read by this gateway: ${issue?.path.join('.')} ${issue?.message}`;
  const head = revisionHeadSchema.safeParse(value);
  if (!head.success) throw new Error(reason);
  unreadable(head.data.revision, reason);
}
