import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { nodeReportSchema } from '#core/nodes/channel.ts';
import { revisionSchema, type Revision } from '#core/snapshot/revision.ts';
import { snapshotHashes, type AppliedState } from './applier.ts';
import { breathe } from './breathe.ts';

/** Version of the state file's shape. */
const stateFormat = 1;

const headSchema = z.object({
  format: z.literal('sluice-node-state'),
  version: z.literal(stateFormat),
  epoch: z.string(),
  appliedSeq: z.number().int(),
  refused: nodeReportSchema.shape.refused,
  records: z.number().int(),
});

/**
 * What the node last served, on disk: `blobs/{hash}.json.gz`, and `state.jsonl`: a head line, one revision per line, and
 * the SHA-256 of all before. The copy before it is kept as `state.previous.jsonl`. Files are written beside, synced and
 * renamed, so that each is always whole.
 */
export class LastGood {
  /** Why the last write failed, or null: the node serves on from memory. */
  problem: string | null = null;
  /** What was found damaged when the node started; forgotten once a whole state is written in its place. */
  readonly damage: string[] = [];
  private readonly dir: string;
  private readonly unwritten = new Map<string, Buffer>();
  private keptBefore: ReadonlySet<string> = new Set();
  private writing: Promise<void> = Promise.resolve();

  constructor(dir: string) {
    this.dir = dir;
  }

  /** The bytes of a blob, or null when it is not there. What is in it is for the reader to verify. */
  async readBlob(hash: string): Promise<Buffer | null> {
    return this.unwritten.get(hash) ?? (await readFile(this.blobPath(hash)).catch(() => null));
  }

  /** Takes away a copy that is damaged, if there is one. */
  async removeBlob(hash: string): Promise<void> {
    if (!this.unwritten.has(hash)) await rm(this.blobPath(hash), { force: true }).catch(() => undefined);
  }

  /** Keeps a blob; when the disk cannot take it, in memory until it can. */
  async writeBlob(hash: string, gzip: Buffer): Promise<void> {
    this.unwritten.set(hash, gzip);
    await this.attempt(() => this.flushBlobs());
  }

  /**
   * Keeps the applied state, and removes the blobs that neither it nor the copy before it needs.
   * @param hashes the snapshots that the state points to
   */
  async write(state: AppliedState, hashes: ReadonlySet<string>): Promise<void> {
    await this.attempt(async () => {
      await this.flushBlobs();
      await this.writeState(state);
      await this.removeBlobs(new Set([...hashes, ...this.keptBefore]));
      this.keptBefore = hashes;
    });
  }

  /** The state files that can be read whole, the newest first. Why the others cannot goes to `damage`. */
  async read(): Promise<AppliedState[]> {
    const states: AppliedState[] = [];
    for (const name of ['state.jsonl', 'state.previous.jsonl']) {
      const path = join(this.dir, name);
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') this.damage.push(`${path} cannot be read: ${error.message}`);
        return null;
      });
      if (!bytes) continue;
      const state = await parseState(bytes);
      if (typeof state === 'string') this.damage.push(`${path} is refused: ${state}`);
      else states.push(state);
    }
    if (states[0]) this.keptBefore = snapshotHashes(states[0].records);
    return states;
  }

  /** One after another: two that write the same file at a time spoil it for each other. */
  private attempt(write: () => Promise<void>): Promise<void> {
    this.writing = this.writing.then(write).then(
      () => {
        this.problem = null;
      },
      (error: Error) => {
        this.problem = `${this.dir} cannot be written: ${error.message}. A restart would serve an older state.`;
      },
    );
    return this.writing;
  }

  private blobPath(hash: string): string {
    return join(this.dir, 'blobs', `${hash}.json.gz`);
  }

  private async flushBlobs(): Promise<void> {
    for (const [hash, gzip] of this.unwritten) {
      await writeWhole(join(this.dir, 'blobs'), this.blobPath(hash), [gzip]);
      this.unwritten.delete(hash);
    }
  }

  private async writeState({ epoch, appliedSeq, refused, records }: AppliedState): Promise<void> {
    const head = {
      format: 'sluice-node-state',
      version: stateFormat,
      epoch,
      appliedSeq,
      refused,
      records: records.length,
    };
    const pieces = [`${JSON.stringify(head)}\n`];
    for (const record of records) {
      pieces.push(`${JSON.stringify(record)}\n`);
      await breathe();
    }
    const hash = createHash('sha256');
    for (const piece of pieces) hash.update(piece);
    pieces.push(`${JSON.stringify({ sha256: hash.digest('hex') })}\n`);
    const path = join(this.dir, 'state.jsonl');
    const next = `${path}.next`;
    await writeWhole(this.dir, next, [Buffer.from(pieces.join(''))]);
    if (await exists(path)) await rename(path, join(this.dir, 'state.previous.jsonl'));
    await rename(next, path);
    await syncFolder(this.dir);
  }

  private async removeBlobs(keep: ReadonlySet<string>): Promise<void> {
    const folder = join(this.dir, 'blobs');
    for (const name of await readdir(folder).catch(() => [])) {
      if (!keep.has(name.replace(/\.json\.gz$/, ''))) await rm(join(folder, name), { force: true });
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Writes a file beside its place, syncs it and moves it there. */
async function writeWhole(folder: string, path: string, pieces: Buffer[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.tmp`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      for (const piece of pieces) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** The state that a file's bytes hold, or the reason why they are refused. */
async function parseState(bytes: Buffer): Promise<AppliedState | string> {
  const text = bytes.toString('utf8');
  const end = text.lastIndexOf('\n', text.length - 2) + 1;
  const [body, tail] = [text.slice(0, end), text.slice(end)];
  if (body === '' || !tail.endsWith('\n')) return 'it is empty or cut off.';
  const sha256 = createHash('sha256').update(body).digest('hex');
  if (tail !== `${JSON.stringify({ sha256 })}\n`) return 'its content does not have the checksum that it ends with.';
  const lines = body.split('\n').slice(0, -1);
  try {
    const head = headSchema.safeParse(JSON.parse(lines[0] ?? ''));
    if (!head.success) return `it is not of format ${stateFormat}.`;
    const records: Revision[] = [];
    for (const line of lines.slice(1)) {
      records.push(revisionSchema.parse(JSON.parse(line)));
      await breathe();
    }
    if (records.length !== head.data.records) return 'it has lost records.';
    return { epoch: head.data.epoch, appliedSeq: head.data.appliedSeq, refused: head.data.refused, records };
  } catch (error) {
    return `it holds what this version cannot read: ${error instanceof z.ZodError ? 'a record is not valid' : (error as Error).message}.`;
  }
}
