import { existsSync, readFileSync } from 'node:fs';

export type Counts = {
  passed: number;
  failed: number;
  skipped: number;
  /** Names of what failed, as far as the runner tells. */
  failures?: string[];
};

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

type VitestFile = { name: string; message?: string; assertionResults: { status: string; fullName: string }[] };

/** Counts from Vitest's JSON report. */
export function countsOfVitest(file: string, exitCode: number): Counts {
  const report = readReport(file);
  const count = (name: string) => Number(report?.[name] ?? 0);
  const skipped = count('numPendingTests') + count('numTodoTests');
  const failures = ((report?.testResults ?? []) as VitestFile[]).flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `${name}: ${fullName}`),
  );
  return withExitCode(
    { passed: count('numPassedTests'), failed: count('numFailedTests'), skipped, failures },
    exitCode,
  );
}

type PlaywrightSuite = { suites?: PlaywrightSuite[]; specs?: { ok: boolean; file: string; title: string }[] };

function failedSpecs({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  return [
    ...specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`),
    ...suites.flatMap(failedSpecs),
  ];
}

/** Counts from Playwright's JSON report; a test that passed only when it was tried again has failed. */
export function countsOfPlaywright(file: string, exitCode: number): Counts {
  const report = readReport(file);
  const stats = report?.stats as Record<string, number> | undefined;
  const count = (name: string) => stats?.[name] ?? 0;
  const failed = count('unexpected') + count('flaky');
  const failures = failedSpecs((report ?? {}) as PlaywrightSuite);
  return withExitCode({ passed: count('expected'), failed, skipped: count('skipped'), failures }, exitCode);
}
