'use client';

import { errorDetails } from '../error-details.ts';
import { ErrorState } from '../ui/error-state.tsx';

const ADVICE: Partial<Record<ReturnType<typeof errorDetails>['code'], string>> = {
  UNAUTHENTICATED: 'Sign in again; what you were doing is still here.',
  FORBIDDEN: 'An owner or admin of the workspace can give you a role that may.',
  NOT_FOUND: 'It may have been deleted, or it belongs to another workspace.',
  LIMIT_EXCEEDED: 'Wait a moment, then try again.',
};

export interface QueryErrorProps {
  /** What happened: "Keys could not be loaded". */
  title: string;
  /** What the query rejected with. */
  error: unknown;
  onRetry?: () => void;
  className?: string;
}

/** The error state of anything that is loaded. */
export function QueryError({ title, error, onRetry, className }: QueryErrorProps) {
  const { code, message, errorId } = errorDetails(error);
  const advice = ADVICE[code];
  return <ErrorState {...{ title, advice, errorId, onRetry, className }} reason={message} />;
}
