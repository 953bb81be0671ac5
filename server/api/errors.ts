import { TRPCError } from '@trpc/server';
import { SluiceError, errorCatalogue } from '#core/errors.ts';
import { log } from '../log.ts';
import { storeFault } from '../store/fault.ts';

/** The answer of a route handler whose verb threw: the catalogue's status with `{ error: { code, message, issues } }`. */
export function toErrorResponse(thrown: unknown): Response {
  const { code, message, issues } = thrown instanceof SluiceError ? thrown : unforeseen(thrown);
  return Response.json(
    { error: { code, message, issues } },
    { status: errorCatalogue[code].status, headers: { 'cache-control': 'no-store' } },
  );
}

/** The tRPC error of whatever a verb threw. An unforeseen error is logged with an id that the caller can quote. */
export function toTrpcError(thrown: unknown): TRPCError {
  if (thrown instanceof TRPCError) return thrown;
  const error = thrown instanceof SluiceError ? thrown : unforeseen(thrown);
  return new TRPCError({ code: errorCatalogue[error.code].trpc, message: error.message, cause: error });
}

function unforeseen(thrown: unknown): SluiceError {
  const fault = storeFault(thrown);
  if (fault) {
    log.warn({ cause: String(thrown) }, fault.message);
    return fault;
  }
  const errorId = crypto.randomUUID().slice(0, 8);
  log.error({ err: thrown, errorId }, 'unforeseen error');
  const message = `Something went wrong on our side. Quote error ${errorId} when you report it.`;
  return new SluiceError('INTERNAL', message, { errorId });
}
