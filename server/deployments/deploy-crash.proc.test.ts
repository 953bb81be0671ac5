import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '#core/snapshot/hash.ts';
import { startStore, type StoreProcess } from '#tools/testing/store-process.ts';
import type { Member } from '../actor.ts';
import { createApi } from '../apis/create-api.ts';
import { readBlob } from '../blobs/read-blob.ts';
import { closeDb, db } from '../db.ts';
import { createMethod } from '../methods/create-method.ts';
import { connectionOptions } from '../store/connection.ts';
import { migrate } from '../store/migrate.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { createDeployment } from './create-deployment.ts';

const rounds = 10;
const root = join(import.meta.dirname, '../..');
const stageName = 'prod';

let dataDir: string;
let store: StoreProcess;
let owner: Member;
let apiId: string;
let resourceId: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-crash-'));
  process.env.SLUICE_DATA_DIR = dataDir;
  process.env.SLUICE_LOG_LEVEL = 'silent';
  delete process.env.DATABASE_URL;
  store = await startStore(dataDir);
  const client = new pg.Client(connectionOptions({ databaseUrl: undefined, dataDir }));
  await client.connect();
  await migrate(client, join(root, 'prisma/migrations'));
  await client.end();
  owner = await newWorkspace();
  ({ id: apiId } = await createApi.execute(owner, { name: 'Crashed' }));
  resourceId = (await db().resource.findFirstOrThrow({ where: { apiId } })).id;
  await createMethod.execute(owner, { apiId, resourceId, httpMethod: 'GET' });
});

afterAll(async () => {
  await closeDb();
  await store.stop('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** Lets a process deploy, kills it or its store at a random moment after its first deploy; gives what it acknowledged. */
async function deployUntilKilled(kill: 'control plane' | 'store'): Promise<number[]> {
  const program = join(root, 'server/testing/deploy-forever.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(owner), apiId, resourceId], {
    cwd: root,
    env: process.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  await sleep(Math.random() * 400);
  if (kill === 'store') {
    await closeDb();
    await store.stop('SIGKILL');
    store = await startStore(dataDir);
  }
  child.kill('SIGKILL');
  await exited;
  return output.split('\n').slice(0, -1).map(Number);
}

/** Everything that a deployment writes is there for each number from 1 on, and the stage points to the last. */
async function assertWhole(acknowledged: readonly number[]): Promise<number> {
  const deployments = await db().deployment.findMany({ where: { apiId }, orderBy: { number: 'asc' } });
  const last = deployments.length;
  expect(deployments.map((deployment) => deployment.number)).toEqual(
    Array.from({ length: last }, (_, index) => index + 1),
  );
  expect(Math.max(...acknowledged)).toBeLessThanOrEqual(last);
  const stage = await db().stage.findUniqueOrThrow({
    where: { apiId_stageName: { apiId, stageName } },
    include: { deployment: true },
  });
  expect(stage.deployment.number).toBe(last);
  const revision = await db().revision.findUniqueOrThrow({
    where: { kind_id: { kind: 'stage', id: `${apiId}/${stageName}` } },
  });
  expect(revision.body).toMatchObject({ version: last, snapshotHash: stage.deployment.snapshotHash });
  expect(revision.seq).toBe(stage.revisionSeq);
  expect(await db().stageEvent.count({ where: { apiId, kind: 'deploy' } })).toBe(last);
  expect(await db().auditEntry.count({ where: { apiId, action: 'deploy' } })).toBe(last);
  for (const { snapshotHash, designHash } of deployments.slice(-5)) {
    for (const hash of [snapshotHash, designHash]) expect(sha256Hex(await readBlob(db(), hash))).toBe(hash);
  }
  return last;
}

test('a deployment is there wholly or not at all, whoever is killed in the middle of it, and the next one succeeds', async () => {
  const acknowledged: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    acknowledged.push(...(await deployUntilKilled(round % 2 === 0 ? 'control plane' : 'store')));
    const last = await assertWhole(acknowledged);
    expect((await createDeployment.execute(owner, { apiId, stageName })).number).toBe(last + 1);
    acknowledged.push(last + 1);
  }
}, 600_000);
