import type { Revision } from '#core/snapshot/revision.ts';
import type { AppliedState, Applier } from './applier.ts';
import type { LastGood } from './last-good.ts';
import type { SnapshotCache } from './snapshot-cache.ts';

/**
 * Serves what the disk kept, before the control plane is asked. The newest state file that is whole counts; a stage
 * whose snapshot is damaged is taken from the copy before, and is left out when that does not help either. After any
 * damage, told in `disk.damage`, the control plane is asked for everything anew.
 */
export async function restore(disk: LastGood, snapshots: SnapshotCache, applier: Applier): Promise<void> {
  const [state, ...older] = await disk.read();
  if (!state) return;
  const records: Revision[] = [];
  for (const record of state.records) {
    const sound = await soundRecord(record, older, snapshots, disk.damage);
    if (sound) records.push(sound);
  }
  const isDamaged = disk.damage.length > 0;
  applier.restore({ ...state, records, ...(isDamaged && { epoch: '', appliedSeq: 0 }) });
  await applier.finishRestore();
}

async function soundRecord(
  record: Revision,
  older: AppliedState[],
  snapshots: SnapshotCache,
  damage: string[],
): Promise<Revision | null> {
  if (record.kind !== 'stage') return record;
  const candidates = [record, ...older.flatMap(({ records }) => records.filter(isSameStage(record.id)))];
  for (const candidate of candidates) {
    const problem = await problemOf(candidate, snapshots);
    if (problem === null) return candidate;
    damage.push(`Stage ${record.id} of the disk copy: ${problem}`);
  }
  return null;
}

function isSameStage(id: string): (record: Revision) => boolean {
  return (record) => record.kind === 'stage' && record.id === id;
}

async function problemOf(record: Revision, snapshots: SnapshotCache): Promise<string | null> {
  if (record.kind !== 'stage' || !record.body) return null;
  const { snapshotHash, canary } = record.body;
  try {
    for (const hash of canary ? [snapshotHash, canary.snapshotHash] : [snapshotHash]) await snapshots.fromDisk(hash);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
