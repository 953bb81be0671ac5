import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countsOfCheck, countsOfPlaywright, countsOfVitest } from './reports.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-report-'));
  file = join(folder, 'report.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('a check counts as one', () => {
  expect(countsOfCheck(0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(countsOfCheck(2)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("Vitest's pending and todo tests are skipped ones", () => {
  const written = report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
  expect(countsOfVitest(written, 1)).toMatchObject({ passed: 7, failed: 2, skipped: 2 });
});

test("Playwright's flaky tests have failed", () => {
  const written = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 } });
  expect(countsOfPlaywright(written, 1)).toMatchObject({ passed: 5, failed: 2, skipped: 3 });
});

test('a runner that fails without a failed test, or without a report, counts as one failure', () => {
  expect(countsOfVitest(report({ numPassedTests: 7, numFailedTests: 0 }), 1)).toMatchObject({ passed: 7, failed: 1 });
  expect(countsOfPlaywright(join(folder, 'none.json'), 1)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test('what failed is named, from either runner', () => {
  const results = [
    { status: 'failed', fullName: 'pets are fed' },
    { status: 'passed', fullName: 'pets sleep' },
  ];
  const vitest = report({ numFailedTests: 1, testResults: [{ name: 'pets.test.ts', assertionResults: results }] });
  expect(countsOfVitest(vitest, 1).failures).toEqual(['pets.test.ts: pets are fed']);
  const specs = [
    { ok: false, file: 'pets.spec.ts', title: 'a pet is bought' },
    { ok: true, file: 'pets.spec.ts', title: 'a pet is seen' },
  ];
  const playwright = report({ stats: { unexpected: 1 }, suites: [{ suites: [{ specs }] }] });
  expect(countsOfPlaywright(playwright, 1).failures).toEqual(['pets.spec.ts: a pet is bought']);
});
