import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { telemetryBatchSchema, type TelemetryBatch } from '#core/telemetry/event.ts';

/** Keeps the batches that could not be sent before the node stopped. */
export async function keepUnsent(path: string, batches: readonly TelemetryBatch[]): Promise<void> {
  if (batches.length === 0) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, JSON.stringify(batches), { mode: 0o600 });
}

/** The batches that the last process could not send, once; none when the file is damaged. */
export async function takeUnsent(path: string): Promise<TelemetryBatch[]> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return [];
  await rm(path, { force: true }).catch(() => undefined);
  try {
    return z.array(telemetryBatchSchema).parse(JSON.parse(text));
  } catch {
    return [];
  }
}
