import { sendBlob } from '#server/push/node-routes.ts';

type Context = { params: Promise<{ hash: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return sendBlob(request, (await params).hash);
}
