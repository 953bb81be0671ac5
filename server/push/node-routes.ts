import { z } from 'zod';
import { authorizerTestResultSchema } from '#core/authorizers/test-result.ts';
import { notFound } from '#core/errors.ts';
import { nodeReportSchema } from '#core/nodes/channel.ts';
import { nodeStreamInput } from '#core/nodes/input.ts';
import { telemetryBatchSchema } from '#core/telemetry/batch.ts';
import { testResultSchema } from '#core/telemetry/trace.ts';
import { db } from '../db.ts';
import { parseInput } from '../parse-input.ts';
import { ingestBatch } from '../telemetry/ingest-batch.ts';
import { finishTestCall } from './finish-test-call.ts';
import { messageStream } from './message-stream.ts';
import { nodeEndpoint } from './node-endpoint.ts';
import { nodeMessages } from './node-messages.ts';
import { readBody } from './read-body.ts';
import { recordReport } from './record-report.ts';

// What answers nodes, apart from the web server that app/api/nodes puts it into.

const maxReportBytes = 1024 * 1024;
const maxTelemetryBytes = 32 * 1024 * 1024;
const maxTestResultBytes = 16 * 1024 * 1024;

const taskResultSchema = z.union([testResultSchema, authorizerTestResultSchema]);

const noContent = () => new Response(null, { status: 204 });

/** What a node is to run, as newline-delimited JSON that stays open. See core/nodes/channel.ts. */
export function openNodeStream(request: Request): Promise<Response> {
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

/** The gzip bytes of a snapshot. Its name is the hash of its content, so whoever has the name was told of it. */
export function sendBlob(request: Request, hash: string): Promise<Response> {
  return nodeEndpoint(request, async () => {
    const blob = await db().blob.findUnique({ where: { hash }, select: { data: true } });
    if (!blob) throw notFound('Blob', hash.slice(0, 64));
    return new Response(blob.data, {
      headers: {
        'content-type': 'application/gzip',
        'content-length': String(blob.data.length),
        'cache-control': 'private, max-age=31536000, immutable, no-transform',
        etag: `"${hash}"`,
      },
    });
  });
}

/** What a node runs. */
export function receiveReport(request: Request): Promise<Response> {
  return nodeEndpoint(request, async (group) => {
    await recordReport(group, await readBody(request, maxReportBytes, nodeReportSchema));
    return noContent();
  });
}

/** What a node counted. Acknowledged once it is stored; a node sends the same batch again until then. */
export function receiveTelemetry(request: Request): Promise<Response> {
  return nodeEndpoint(request, async (group) => {
    await ingestBatch(group, await readBody(request, maxTelemetryBytes, telemetryBatchSchema));
    return noContent();
  });
}

/** The outcome of a test call or of an authorizer's test, from the node that ran it. */
export function receiveTestResult(request: Request, taskId: string): Promise<Response> {
  return nodeEndpoint(request, async (group) => {
    await finishTestCall(group, taskId, await readBody(request, maxTestResultBytes, taskResultSchema));
    return noContent();
  });
}
