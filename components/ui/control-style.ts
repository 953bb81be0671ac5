/** What every text-like control shares: input, textarea, select trigger. */
export const controlStyle =
  'w-full min-w-0 rounded-md border border-control bg-canvas px-2.5 text-body text-ink transition-colors hover:border-muted disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-subtle disabled:text-muted aria-invalid:border-failing focus-visible:outline-offset-0';
