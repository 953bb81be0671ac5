import type { NodeReport } from '#core/nodes/channel.ts';
import { revisionSchema, type Revision, type StageState } from '#core/snapshot/revision.ts';
import type { ServingTarget } from './serving-state.ts';
import { StateDigest } from './state-digest.ts';

type StageRevision = Extract<Revision, { kind: 'stage' }>;
type Refusal = NodeReport['refused'][number];

const revisionKinds = revisionSchema.options.map(({ shape }) => shape.kind.value);

/** Everything that was applied, as it is kept on disk. */
export type AppliedState = { epoch: string; appliedSeq: number; refused: Refusal[]; records: Revision[] };

export type ApplierOptions = {
  target: ServingTarget;
  /** Resolves when the snapshot of a hash is prepared wherever it will be served; rejects with the reason why it is not. */
  snapshotOf: (hash: string) => Promise<{ apiId: string }>;
  /** Something was applied, refused or removed. */
  changed: () => void;
};

/**
 * Decides what is served. Keys, plans and all else that is small apply at once; a stage applies when its snapshots are prepared, and until then, and
 * for good when they are refused, the stage serves what it served before. The newest revision of a stage wins.
 */
export class Applier {
  epoch = '';
  /** Everything of a first synchronisation, or of the disk, is applied. */
  isReady = false;
  /** The control plane has said all that it knows, since this process started. */
  isSynced = false;
  private readonly options: ApplierOptions;
  private readonly records = new Map<string, Revision>();
  private readonly refusals = new Map<string, Refusal>();
  private readonly digest = new StateDigest();
  private readonly pending = new Map<string, StageRevision>();
  private readonly preparing = new Set<Promise<void>>();
  private seen: Set<string> | null = null;
  private lastSeq = 0;
  /** All keys are known, from the disk or the control plane: nothing is served before. */
  private isComplete = false;

  constructor(options: ApplierOptions) {
    this.options = options;
  }

  /** Every revision up to this one is applied or refused: what a reconnecting node asks to continue after. */
  get appliedSeq(): number {
    let seq = this.lastSeq;
    for (const revision of this.pending.values()) seq = Math.min(seq, revision.seq - 1);
    return seq;
  }

  get stateHash(): string {
    return this.digest.value;
  }

  get refused(): Refusal[] {
    return [...this.refusals.values()];
  }

  get state(): AppliedState {
    return {
      // Half of a full synchronisation is no place to go on from: what is gone was not forgotten yet.
      epoch: this.seen === null ? this.epoch : '',
      appliedSeq: this.appliedSeq,
      refused: this.refused,
      records: [...this.records.values()],
    };
  }

  /** How many objects of a kind are applied. */
  count(kind: Revision['kind']): number {
    let count = 0;
    for (const record of this.records.values()) if (record.kind === kind) count += 1;
    return count;
  }

  /** The snapshots that applied and pending stages point to. */
  get snapshotHashes(): Set<string> {
    return snapshotHashes([...this.records.values(), ...this.pending.values()]);
  }

  /** A connection begins; `full` announces everything anew, and what is not sent by `synced` is gone. */
  begin(epoch: string, full: boolean): void {
    if (full || epoch !== this.epoch) {
      this.seen = new Set();
      this.lastSeq = 0;
    }
    this.epoch = epoch;
  }

  /** Takes over what the disk kept. Nothing is live before `finishRestore`. */
  restore(state: AppliedState): void {
    this.epoch = state.epoch;
    for (const refusal of state.refused) this.refusals.set(refusal.id, refusal);
    for (const record of state.records) this.apply(record);
    this.lastSeq = state.appliedSeq;
  }

  /** Resolves when no stage is on its way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.preparing);
  }

  /** Makes the restored state live, once its stages are prepared. */
  async finishRestore(): Promise<void> {
    await this.settled();
    this.complete();
    this.isReady = true;
  }

  apply(revision: Revision): void {
    const name = nameOf(revision);
    this.seen?.add(name);
    this.lastSeq = Math.max(this.lastSeq, revision.seq);
    if (revision.kind === 'stage') return this.applyStage(revision);
    this.options.target.apply(revision);
    this.remember(revision);
    this.options.changed();
  }

  /** A revision that cannot be read: what was there before stays. */
  refuse({ id, seq }: { id: string; seq: number }, reason: string): void {
    for (const kind of revisionKinds) this.seen?.add(`${kind} ${id}`);
    this.lastSeq = Math.max(this.lastSeq, seq);
    this.refusals.set(id, { id, seq, reason });
    this.options.changed();
  }

  /** Everything up to `seq` has come. */
  synced(seq: number): void {
    this.lastSeq = Math.max(this.lastSeq, seq);
    this.isSynced = true;
    if (this.seen) this.forgetUnseen(this.seen);
    this.seen = null;
    this.complete();
    this.checkReady();
    this.options.changed();
  }

  private applyStage(revision: StageRevision): void {
    this.pending.delete(revision.id);
    if (revision.body === null) {
      this.options.target.apply(revision);
      this.refusals.delete(revision.id);
      this.remember(revision);
      this.publish();
      return;
    }
    this.pending.set(revision.id, revision);
    const preparing = this.prepareStage(revision, revision.body);
    this.preparing.add(preparing);
    void preparing.finally(() => this.preparing.delete(preparing));
  }

  private async prepareStage(revision: StageRevision, body: StageState): Promise<void> {
    const { target, snapshotOf } = this.options;
    let refusal: Refusal | null = null;
    try {
      const snapshots = await Promise.all(hashesOf(body).map(snapshotOf));
      if (this.pending.get(revision.id) !== revision) return;
      if (snapshots.some(({ apiId }) => apiId !== body.apiId)) throw new Error('A snapshot belongs to another API.');
      target.apply(revision);
      this.remember(revision);
    } catch (error) {
      refusal = { id: revision.id, seq: revision.seq, reason: (error as Error).message };
    }
    if (this.pending.get(revision.id) !== revision) return;
    this.pending.delete(revision.id);
    if (refusal) this.refusals.set(revision.id, refusal);
    else this.refusals.delete(revision.id);
    this.checkReady();
    this.publish();
  }

  private publish(): void {
    // Before the first synchronisation is complete, nothing is served: keys may still be on their way.
    if (this.isComplete) this.options.target.publish();
    this.options.changed();
  }

  private complete(): void {
    this.isComplete = true;
    this.options.target.complete();
    this.options.target.publish();
  }

  private checkReady(): void {
    if (this.isSynced && this.pending.size === 0) this.isReady = true;
  }

  private remember(revision: Revision): void {
    if (revision.body === null) this.records.delete(nameOf(revision));
    else this.records.set(nameOf(revision), revision);
    this.digest.set(revision);
  }

  private forgetUnseen(seen: ReadonlySet<string>): void {
    for (const [name, record] of this.records) if (!seen.has(name)) this.forget(record);
    for (const id of this.pending.keys()) if (!seen.has(`stage ${id}`)) this.pending.delete(id);
    for (const id of this.refusals.keys()) if (!seen.has(`stage ${id}`)) this.refusals.delete(id);
  }

  private forget({ kind, id }: Revision): void {
    const gone: Revision = { kind, id, seq: 0, body: null };
    this.options.target.apply(gone);
    this.remember(gone);
  }
}

function nameOf({ kind, id }: Revision): string {
  return `${kind} ${id}`;
}

/** The snapshots that stage revisions point to. */
export function snapshotHashes(revisions: readonly Revision[]): Set<string> {
  return new Set(
    revisions.flatMap((revision) => (revision.kind === 'stage' && revision.body ? hashesOf(revision.body) : [])),
  );
}

/** The snapshots of a stage: the stable one, then the canary's if it has one. */
function hashesOf(state: StageState): string[] {
  return state.canary ? [state.snapshotHash, state.canary.snapshotHash] : [state.snapshotHash];
}
