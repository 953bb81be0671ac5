import { receiveTelemetry } from '#server/push/node-routes.ts';

export function POST(request: Request): Promise<Response> {
  return receiveTelemetry(request);
}
