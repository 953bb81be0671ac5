import type { Prisma } from '#prisma/generated/client.ts';
import { db } from '../db.ts';

const everyMs = 60_000;
/** A process that sees more keys than this forgets when it wrote them: it writes once more, nothing else. */
const remembered = 10_000;

// Next bundles routes apart, so a module variable would exist more than once in this process.
const writtenAt = ((globalThis as { sluiceAccessKeyUses?: Map<string, number> }).sluiceAccessKeyUses ??= new Map());

/**
 * Notes that the control API was called with an access key. However often it is called, and by however many processes,
 * it writes once a minute for each key; no caller needs to wait for it.
 */
export async function touchAccessKey(accessKeyId: string, atMs: number): Promise<void> {
  const last = writtenAt.get(accessKeyId);
  if (last !== undefined && atMs - last < everyMs) return;
  if (writtenAt.size >= remembered) writtenAt.clear();
  writtenAt.set(accessKeyId, atMs);
  const due: Prisma.AccessKeyWhereInput = {
    OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: new Date(atMs - everyMs) } }],
  };
  await db().accessKey.updateMany({ where: { id: accessKeyId, ...due }, data: { lastUsedAt: new Date(atMs) } });
}
