import { testResultSchema } from '#core/telemetry/trace.ts';
import { finishTestCall } from '#server/push/finish-test-call.ts';
import { nodeEndpoint } from '#server/push/node-endpoint.ts';
import { readBody } from '#server/push/read-body.ts';

const maxBytes = 16 * 1024 * 1024;

type Context = { params: Promise<{ taskId: string }> };

/** The outcome of a test call, from the node that ran it. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return nodeEndpoint(request, async (group) => {
    const { taskId } = await params;
    await finishTestCall(group, taskId, await readBody(request, maxBytes, testResultSchema));
    return new Response(null, { status: 204 });
  });
}
