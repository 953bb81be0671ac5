import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findProgram, installDebianPackage, runNode } from './program.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MACOS_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A Chromium that is installed: SLUICE_CHROMIUM, the system's, or the one Playwright downloaded. */
export function findChromium(): string | undefined {
  const named = process.env.SLUICE_CHROMIUM;
  const system = findProgram(NAMES) ?? (existsSync(MACOS_CHROME) ? MACOS_CHROME : undefined);
  const downloaded = existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
  return named ?? system ?? downloaded;
}

/** Finds Chromium, or gets it from Debian, else from Playwright. */
export async function provideChromium(): Promise<string | undefined> {
  const found = findChromium();
  if (found) return found;
  if (!(await installDebianPackage('chromium'))) {
    await runNode('node_modules/@playwright/test/cli.js', ['install', 'chromium']);
  }
  return findChromium();
}
