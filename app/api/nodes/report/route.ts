import { receiveReport } from '#server/push/node-routes.ts';

export function POST(request: Request): Promise<Response> {
  return receiveReport(request);
}
