import { SluiceError, errorCatalogue } from '#core/errors.ts';
import { log } from '../log.ts';
import { storeFault } from '../store/fault.ts';
import { type AdmittedNode, authenticateNode } from './authenticate-node.ts';

/** A route handler for nodes: checks the token first and answers every error as `{ error: { code, message } }`. */
export async function nodeEndpoint(
  request: Request,
  handle: (node: AdmittedNode) => Promise<Response>,
): Promise<Response> {
  try {
    return await handle(await authenticateNode(request.headers));
  } catch (thrown) {
    return errorResponse(thrown);
  }
}

function errorResponse(thrown: unknown): Response {
  const error = thrown instanceof SluiceError ? thrown : unforeseen(thrown);
  const { code, message, issues } = error;
  const body = { error: { code, message, ...(issues.length > 0 && { issues: issues.slice(0, 20) }) } };
  // A body that is too large is not read to its end, so its connection cannot carry another request.
  const connection = code === 'TOO_LARGE' ? 'close' : 'keep-alive';
  const headers = { 'cache-control': 'no-store', connection };
  return Response.json(body, { status: errorCatalogue[code].status, headers });
}

function unforeseen(thrown: unknown): SluiceError {
  const fault = storeFault(thrown);
  if (fault) log.warn({ cause: String(thrown) }, fault.message);
  else log.error({ err: thrown }, 'node endpoint failed');
  return fault ?? new SluiceError('INTERNAL', 'The control plane failed. Retry.');
}
