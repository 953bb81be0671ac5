import { telemetryBatchSchema } from '#core/telemetry/event.ts';
import { nodeEndpoint } from '#server/push/node-endpoint.ts';
import { readBody } from '#server/push/read-body.ts';
import { ingestBatch } from '#server/telemetry/ingest-batch.ts';

const maxBytes = 32 * 1024 * 1024;

/** What a node counted. Acknowledged once it is stored; a node sends the same batch again until then. */
export function POST(request: Request): Promise<Response> {
  return nodeEndpoint(request, async (group) => {
    await ingestBatch(group, await readBody(request, maxBytes, telemetryBatchSchema));
    return new Response(null, { status: 204 });
  });
}
