import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Logger } from 'pino';
import { z } from 'zod';
import { sha256Hex } from '#core/snapshot/hash.ts';
import { standaloneSchema, standaloneState, type StandaloneState } from '#core/snapshot/standalone.ts';
import type { GatewayConfig } from './config.ts';
import { listenAdmin } from './http/admin.ts';
import { renderMetrics } from './metrics.ts';
import type { GatewayNode } from './node.ts';
import { Applier, snapshotHashes } from './snapshot/applier.ts';
import type { PreparedFacts, SnapshotBlob } from './snapshot/snapshot-cache.ts';
import { startWorkers } from './workers/start-workers.ts';

/** The file cannot be served, with the reason in words. */
export class FileRefused extends Error {
  override name = 'FileRefused';
}

/** How often the file is looked at, ms. */
const watchEveryMs = 1_000;

const compress = promisify(gzip);

/**
 * Starts a node that serves a file and asks no control plane. A change of the file, or SIGHUP, applies it anew: all of it at once,
 * or nothing when any part of it is refused.
 * @throws FileRefused when the file cannot be served at the start
 */
export async function startStandalone(path: string, config: GatewayConfig, log: Logger): Promise<GatewayNode> {
  let blobs = new Map<string, SnapshotBlob>();
  /** Of the file that was read last: a worker that begins before they are served prepares them too. */
  let coming = blobs;
  let facts = new Map<string, PreparedFacts>();
  const first = await readState(path);
  const { pool, journal, fleet, memory, accessLog, target } = await startWorkers(config, log, null, () => ({
    changes: applier.state.records,
    blobs: [...new Map([...blobs, ...coming]).values()],
  }));
  const applier: Applier = new Applier({
    target,
    async snapshotOf(hash) {
      const prepared = facts.get(hash);
      if (!prepared) throw new Error(`Snapshot ${hash} is not prepared.`);
      return prepared;
    },
    changed: () => undefined,
  });

  /** Prepares everything, then applies it in one step. */
  async function serve({ epoch, revisions, blobs: next }: FileState): Promise<void> {
    const prepared = new Map<string, PreparedFacts>();
    coming = next;
    for (const blob of next.values()) prepared.set(blob.hash, await pool.prepare(blob));
    for (const revision of revisions) {
      if (revision.kind !== 'stage' || !revision.body) continue;
      const { apiId } = revision.body;
      if ([...snapshotHashes([revision])].some((hash) => prepared.get(hash)?.apiId !== apiId)) {
        throw new FileRefused(`Stage ${revision.id}: its snapshot, or its canary's, belongs to another API.`);
      }
    }
    [blobs, facts] = [next, prepared];
    pool.hold();
    applier.begin(epoch, true);
    for (const revision of revisions) applier.apply(revision);
    applier.synced(revisions.length);
    await applier.settled();
    pool.release();
    pool.retain([...blobs.keys()]);
  }

  let reloading = Promise.resolve();
  async function reload(): Promise<void> {
    try {
      const next = await readState(path);
      if (next.epoch === applier.epoch) return;
      await serve(next);
      log.info({ file: path, stages: applier.count('stage') }, 'the file is served');
    } catch (error) {
      log.error(`${path} is refused, what was served before stays: ${(error as Error).message}`);
    }
  }
  const reloadSoon = () => void (reloading = reloading.then(reload));

  await pool.start();
  try {
    await serve(first);
  } catch (error) {
    throw new FileRefused(`${path}: ${(error as Error).message}`);
  }
  const port = await pool.listen(config.port);
  let isStopping = false;
  const admin = await listenAdmin({
    host: config.host,
    port: config.adminPort,
    notReady: () => (isStopping ? 'The node is stopping.' : applier.isReady ? null : 'Nothing is applied yet.'),
    async metrics() {
      await pool.collect();
      return renderMetrics({ pool, applier, outbox: null, limits: memory });
    },
  });
  // Nobody is sent the telemetry of this node; what workers gather is let go of.
  const collecting = setInterval(() => void pool.collect(), config.telemetryFlushMs).unref();
  watchFile(path, { interval: watchEveryMs, persistent: false }, reloadSoon);

  return {
    port,
    adminPort: admin.port,
    hangUp() {
      accessLog.reopen();
      reloadSoon();
    },
    async stop() {
      isStopping = true;
      unwatchFile(path, reloadSoon);
      clearInterval(collecting);
      await reloading;
      await pool.stop();
      await accessLog.close();
      await fleet?.stop();
      await journal.stop();
      await admin.close();
    },
  };
}

type FileState = { epoch: string; revisions: StandaloneState['revisions']; blobs: Map<string, SnapshotBlob> };

async function readState(path: string): Promise<FileState> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new FileRefused(`The file cannot be read: ${error.message}`);
  });
  const { revisions, snapshots } = standaloneState(parse(text));
  const blobs = new Map<string, SnapshotBlob>();
  for (const [hash, json] of snapshots) blobs.set(hash, { hash, gzip: await compress(json) });
  for (const hash of snapshotHashes(revisions)) {
    if (blobs.has(hash)) continue;
    const beside = join(dirname(path), 'blobs', `${hash}.json.gz`);
    const bytes = await readFile(beside).catch((error: Error) => {
      throw new FileRefused(`The snapshot ${beside} cannot be read: ${error.message}`);
    });
    blobs.set(hash, { hash, gzip: bytes });
  }
  return { epoch: sha256Hex(text), revisions, blobs };
}

function parse(text: string): z.output<typeof standaloneSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FileRefused(`It is not JSON: ${(error as Error).message}`);
  }
  const file = standaloneSchema.safeParse(value);
  if (!file.success) throw new FileRefused(z.prettifyError(file.error));
  return file.data;
}
