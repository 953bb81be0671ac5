import { nodeStreamInput } from '#core/nodes/input.ts';
import { parseInput } from '#server/parse-input.ts';
import { messageStream } from '#server/push/message-stream.ts';
import { nodeEndpoint } from '#server/push/node-endpoint.ts';
import { nodeMessages } from '#server/push/node-messages.ts';

/** What a node is to run, as newline-delimited JSON that stays open. See core/nodes/channel.ts. */
export function GET(request: Request): Promise<Response> {
  return nodeEndpoint(request, async (node) => {
    const place = parseInput(nodeStreamInput, Object.fromEntries(new URL(request.url).searchParams));
    const left = new AbortController();
    const messages = nodeMessages(node, place, AbortSignal.any([request.signal, left.signal]));
    return new Response(
      messageStream(messages, () => left.abort()),
      {
        headers: {
          'content-type': 'application/x-ndjson',
          // Nothing on the way may hold a line back to compress or to buffer it.
          'cache-control': 'no-store, no-transform',
          'x-accel-buffering': 'no',
        },
      },
    );
  });
}
