import { openNodeStream } from '#server/push/node-routes.ts';

export function GET(request: Request): Promise<Response> {
  return openNodeStream(request);
}
