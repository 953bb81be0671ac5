import { hash } from 'node:crypto';

/** Words of 64 bits that each limit has. */
const wordsPerSlot = 4;
/** Limits that one node counts. Memory is only used for those that there are. */
const maxSlots = 1 << 20;
/** Cells of the tables that names are looked up in, one after the other, and how many of each are tried. */
const tables = [
  { cells: 1 << 14, tries: 16 },
  { cells: 1 << 17, tries: 32 },
  { cells: 1 << 21, tries: 128 },
];
const totalCells = tables.reduce((sum, { cells }) => sum + cells, 0);

/** What a thread needs to count the same limits as its siblings: shared memory, and the moment that its clock counts from. */
export type SharedLimits = {
  readonly names: SharedArrayBuffer;
  readonly slots: SharedArrayBuffer;
  readonly counts: SharedArrayBuffer;
  /** `process.hrtime`, ms: the same clock in every thread of a process. */
  readonly startedAtHrMs: number;
};

export function createSharedLimits(): SharedLimits {
  return {
    names: new SharedArrayBuffer(totalCells * 16),
    slots: new SharedArrayBuffer(maxSlots * wordsPerSlot * 8),
    counts: new SharedArrayBuffer(8),
    startedAtHrMs: hrNowMs(),
  };
}

function hrNowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The slot of a limit that found no room: nothing is counted there. */
export const noSlot = 0;

/**
 * Places in memory that all threads of a node share, by name. Looking a name up takes no message and no lock: a name's 64-bit
 * hash is put into the first free cell of its row of cells by compare-and-exchange, and cells are never freed, so that
 * every thread finds the same one, and a thread that dies in the middle leaves nothing locked.
 */
export class LimitMemory {
  /** Four words for each slot. */
  readonly words: BigInt64Array<SharedArrayBuffer>;
  /** Add to `performance.now()` of this thread to get the node's time, ms. */
  readonly clockOffsetMs: number;
  private readonly hashes: BigInt64Array<SharedArrayBuffer>;
  private readonly places: Int32Array<SharedArrayBuffer>;
  private readonly counts: Int32Array<SharedArrayBuffer>;

  constructor(shared: SharedLimits = createSharedLimits()) {
    this.words = new BigInt64Array(shared.slots);
    this.hashes = new BigInt64Array(shared.names, 0, totalCells);
    this.places = new Int32Array(shared.names, totalCells * 8, totalCells);
    this.counts = new Int32Array(shared.counts);
    this.clockOffsetMs = hrNowMs() - shared.startedAtHrMs - performance.now();
  }

  /** How many limits there are. */
  get size(): number {
    return Math.min(Atomics.load(this.counts, 0), maxSlots - 1);
  }

  /** Whether some limit found no room. */
  get isFull(): boolean {
    return Atomics.load(this.counts, 0) >= maxSlots - 1;
  }

  /** Whether the store that the fleet shares does not answer: every thread counts on with the node's own counts. */
  get isStoreAway(): boolean {
    return Atomics.load(this.counts, 1) !== 0;
  }

  set isStoreAway(isAway: boolean) {
    Atomics.store(this.counts, 1, isAway ? 1 : 0);
  }

  /** What an operator should know, or null. */
  get problem(): string | null {
    return this.isFull ? `This node counts ${this.size} limits and has no room for more: restart it.` : null;
  }

  /** The index of the first of a name's four words; `noSlot` when there is no room. */
  slot(name: string): number {
    const digest = hash('sha256', name, 'buffer');
    const fingerprint = digest.readBigInt64LE(0) || 1n;
    let first = 0;
    for (const { cells, tries } of tables) {
      const start = digest.readUInt32LE(8) & (cells - 1);
      for (let i = 0; i < tries; i += 1) {
        const cell = first + ((start + i) & (cells - 1));
        const found = Atomics.compareExchange(this.hashes, cell, 0n, fingerprint);
        if (found === 0n || found === fingerprint) return this.place(cell) * wordsPerSlot;
      }
      first += cells;
    }
    return noSlot;
  }

  /** Whoever finds a name without a place gives it one; the first wins. */
  private place(cell: number): number {
    const known = Atomics.load(this.places, cell);
    if (known !== 0) return known;
    const next = Atomics.add(this.counts, 0, 1) + 1;
    if (next >= maxSlots) {
      Atomics.store(this.counts, 0, maxSlots - 1);
      return noSlot;
    }
    const winner = Atomics.compareExchange(this.places, cell, 0, next);
    return winner === 0 ? next : winner;
  }
}

/** Packs two 32-bit numbers into one word that changes at once, without arithmetic on big integers. */
export class WordCodec {
  private readonly word = new BigInt64Array(1);
  private readonly halves = new Int32Array(this.word.buffer);

  low = 0;
  high = 0;

  unpack(word: bigint): void {
    this.word[0] = word;
    this.low = this.halves[0] ?? 0;
    this.high = this.halves[1] ?? 0;
  }

  pack(low: number, high: number): bigint {
    this.halves[0] = low;
    this.halves[1] = high;
    return this.word[0] ?? 0n;
  }
}
