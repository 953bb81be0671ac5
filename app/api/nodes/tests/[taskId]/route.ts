import { receiveTestResult } from '#server/push/node-routes.ts';

type Context = { params: Promise<{ taskId: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return receiveTestResult(request, (await params).taskId);
}
