import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Service } from './service.ts';

let folder: string;
let service: Service | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-service-'));
});

afterEach(() => {
  service?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** A service that runs `code`, which finds its folder in FOLDER. */
function serviceOf(code: string, stopTimeoutMs = 5000): Service {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, `import { appendFileSync } from 'node:fs';\n${code}`);
  service = new Service({ name: 'probe', args: [program], env: { ...process.env, FOLDER: folder }, stopTimeoutMs });
  return service;
}

const NOTE_PID = 'appendFileSync(`${process.env.FOLDER}/pids`, `${process.pid}\\n`);';
const STAY = 'setInterval(() => {}, 1000);';

function pids(): number[] {
  const file = join(folder, 'pids');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

test('a service is ready when it says so, and ends when it is asked to', async () => {
  const started = serviceOf(`${NOTE_PID} process.send('ready'); ${STAY}`);
  await started.start();
  const [pid = 0] = pids();
  expect(isAlive(pid)).toBe(true);
  await started.stop();
  expect(isAlive(pid)).toBe(false);
});

test('a service that ends before it is ready tells why', async () => {
  const broken = serviceOf("console.error('the disk is full'); process.exit(3);");
  await expect(broken.start()).rejects.toThrow('The probe did not start.\nthe disk is full');
});

test('a service that dies is started again until it is stopped', async () => {
  const started = serviceOf(`${NOTE_PID} process.send('ready'); ${STAY}`);
  await started.start();
  process.kill(pids()[0] ?? 0, 'SIGKILL');
  await until(() => pids().length === 2);
  await started.stop();
  expect(pids().map(isAlive)).toEqual([false, false]);
  await sleep(1500);
  expect(pids()).toHaveLength(2);
});

test('a service that ignores the request to end is killed after its time', async () => {
  const stubborn = serviceOf(`process.on('SIGTERM', () => {}); ${NOTE_PID} process.send('ready'); ${STAY}`, 300);
  await stubborn.start();
  await stubborn.stop();
  expect(pids().map(isAlive)).toEqual([false]);
});

test('the death of the parent takes the child along', async () => {
  const parent = join(folder, 'parent.mjs');
  const child = join(folder, 'child.mjs');
  writeFileSync(child, `import { appendFileSync } from 'node:fs';\n${NOTE_PID} process.send('ready'); ${STAY}`);
  writeFileSync(
    parent,
    `import { Service } from ${JSON.stringify(join(import.meta.dirname, 'service.ts'))};
     const service = new Service({ name: 'child', args: [${JSON.stringify(child)}], env: process.env, stopTimeoutMs: 1000 });
     await service.start();
     process.kill(process.pid, 'SIGKILL');`,
  );
  service = new Service({
    name: 'parent',
    args: [parent],
    env: { ...process.env, FOLDER: folder },
    stopTimeoutMs: 1000,
  });
  await expect(service.start()).rejects.toThrow('did not start');
  const [pid = 0] = pids();
  await until(() => !isAlive(pid));
});
