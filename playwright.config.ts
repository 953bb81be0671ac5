import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './tools/test/chromium.ts';

const ports = { console: 3400, gateway: 8480, gatewayAdmin: 8481 };

// The workers of a run read this file again; they must see the folder of the first reading.
process.env.SLUICE_E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'sluice-e2e-'));
process.env.SLUICE_E2E_GATEWAY_URL ??= `http://localhost:${ports.gateway}`;
process.env.SLUICE_E2E_CONSOLE_URL ??= `http://localhost:${ports.console}`;

const isRoot = process.getuid?.() === 0;
const consoleUrl = process.env.SLUICE_E2E_CONSOLE_URL;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // All specs share one instance of the product, and the machine may have two cores.
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI === 'true',
  // A machine that is busy takes several times as long; what has a bar measures it itself.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: consoleUrl,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    actionTimeout: 60_000,
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Chromium's sandbox refuses to work for root.
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
  // The main job begins where a new user does, on the set-up page; the others come after it, or set up by themselves.
  projects: [
    { name: 'main-job', testMatch: '**/main-job.spec.ts' },
    { name: 'e2e', testIgnore: '**/main-job.spec.ts' },
  ],
  webServer: {
    command: 'node tools/start.mjs',
    // Of the gateway, which is ready after the control plane that it connects to.
    url: `http://127.0.0.1:${ports.gatewayAdmin}/ready`,
    timeout: 900_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    env: {
      DATABASE_URL: '',
      SLUICE_DATA_DIR: process.env.SLUICE_E2E_DATA_DIR,
      SLUICE_CONSOLE_PORT: String(ports.console),
      SLUICE_GATEWAY_PORT: String(ports.gateway),
      SLUICE_GATEWAY_ADMIN_PORT: String(ports.gatewayAdmin),
      // The upstreams of the tests listen on loopback.
      SLUICE_ALLOW_PRIVATE_UPSTREAMS: 'true',
    },
  },
});
