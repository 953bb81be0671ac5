import { TRPCClientError } from '@trpc/client';
import type { ErrorCode, Issue } from '#core/errors.ts';

/** `errorId` names an unforeseen error in the server's log. */
export type ErrorDetails = { code: ErrorCode; message: string; issues: Issue[]; errorId?: string };

/** What went wrong, of anything that a query or mutation rejected with. */
export function errorDetails(error: unknown): ErrorDetails {
  if (error instanceof TRPCClientError) {
    const sluice = (error.data as { sluice?: Omit<ErrorDetails, 'message'> } | undefined)?.sluice;
    if (sluice) return { ...sluice, message: error.message };
    return {
      code: 'UNAVAILABLE',
      message: 'The control plane did not answer. Check that it runs and try again.',
      issues: [],
    };
  }
  return { code: 'INTERNAL', message: 'Something went wrong on this page. Reload it and try again.', issues: [] };
}

/** True for an answer that would be the same if asked again at once. */
export function isFinal(error: unknown): boolean {
  return !['UNAVAILABLE', 'INTERNAL'].includes(errorDetails(error).code);
}
