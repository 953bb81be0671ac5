import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { telemetryBatchSchema, type PackedBatch } from '#core/telemetry/batch.ts';

/** Keeps the batches that could not be sent before the node stopped. */
export async function keepUnsent(path: string, batches: readonly PackedBatch[]): Promise<void> {
  if (batches.length === 0) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, JSON.stringify(batches), { mode: 0o600 });
}

/** The batches that the last process could not send, once; none when the file is damaged, or of a version that packed them in another way. */
export async function takeUnsent(path: string): Promise<PackedBatch[]> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return [];
  await rm(path, { force: true }).catch(() => undefined);
  try {
    const batches: unknown = JSON.parse(text);
    return z.array(telemetryBatchSchema).safeParse(batches).success ? (batches as PackedBatch[]) : [];
  } catch {
    return [];
  }
}
