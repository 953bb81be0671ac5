import { existsSync, readFileSync } from 'node:fs';

export type Counts = { passed: number; failed: number; skipped: number };

function readReport(file: string): Record<string, unknown> | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** A runner that failed before or beside its tests counts as one failure, whatever it reported. */
function withExitCode(counts: Counts, exitCode: number): Counts {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** A check without tests of its own counts as one. */
export function countsOfCheck(exitCode: number): Counts {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** Counts from Vitest's JSON report. */
export function countsOfVitest(file: string, exitCode: number): Counts {
  const report = readReport(file);
  const count = (name: string) => Number(report?.[name] ?? 0);
  const skipped = count('numPendingTests') + count('numTodoTests');
  return withExitCode({ passed: count('numPassedTests'), failed: count('numFailedTests'), skipped }, exitCode);
}

/** Counts from Playwright's JSON report; a test that passed only when it was tried again has failed. */
export function countsOfPlaywright(file: string, exitCode: number): Counts {
  const stats = readReport(file)?.stats as Record<string, number> | undefined;
  const count = (name: string) => stats?.[name] ?? 0;
  const failed = count('unexpected') + count('flaky');
  return withExitCode({ passed: count('expected'), failed, skipped: count('skipped') }, exitCode);
}
