/** Runs once in every server process, before it answers requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { expectAbortedRequests } = await import('#server/aborted-requests.ts');
  expectAbortedRequests();
  const { boot } = await import('#server/jobs/boot.ts');
  await boot();
}
