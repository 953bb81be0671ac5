import { nodeReportSchema } from '#core/nodes/channel.ts';
import { nodeEndpoint } from '#server/push/node-endpoint.ts';
import { readBody } from '#server/push/read-body.ts';
import { recordReport } from '#server/push/record-report.ts';

const maxBytes = 1024 * 1024;

/** What a node runs. */
export function POST(request: Request): Promise<Response> {
  return nodeEndpoint(request, async (group) => {
    await recordReport(group, await readBody(request, maxBytes, nodeReportSchema));
    return new Response(null, { status: 204 });
  });
}
