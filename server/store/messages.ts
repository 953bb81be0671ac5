/**
 * Framing of the PostgreSQL wire protocol, version 3
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 */

const LENGTH_BYTES = 4;
const SSL_REQUEST = 80877103;
const GSS_ENCRYPTION_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const LONGEST_MESSAGE_BYTES = 256 * 1024 * 1024;

/**
 * What a client asks of the server, cut so that each piece can run without another client's messages in between:
 * - `negotiate`: a request for an encrypted connection, answered by one byte;
 * - `start`: the start-up message;
 * - `batch`: messages up to the one that makes the server answer (Query, Sync or Flush);
 * - `end`: the client leaves, or only wanted to cancel.
 */
export type ClientTurn =
  { kind: 'negotiate' } | { kind: 'end' } | { kind: 'start'; bytes: Buffer } | { kind: 'batch'; bytes: Buffer };

const QUERY = 0x51;
const FUNCTION_CALL = 0x46;
const SYNC = 0x53;
const FLUSH = 0x48;
const TERMINATE = 0x58;
const READY_FOR_QUERY = 0x5a;
const IDLE = 0x49;

function endsTurn(type: number): boolean {
  return type === QUERY || type === FUNCTION_CALL || type === SYNC || type === FLUSH || type === TERMINATE;
}

/** True when the turn closes with Terminate, a message of a type and a length only. */
function isTerminate(turn: Buffer): boolean {
  return turn[turn.length - 1 - LENGTH_BYTES] === TERMINATE && turn.readInt32BE(turn.length - LENGTH_BYTES) === 4;
}

function readLength(bytes: Buffer, offset: number): number {
  const length = bytes.readInt32BE(offset);
  if (length < LENGTH_BYTES || length > LONGEST_MESSAGE_BYTES) throw new RangeError(`message of ${length} bytes`);
  return length;
}

/** Cuts the bytes of one client connection into turns. Throws RangeError for a length that no client sends. */
export class ClientMessages {
  #chunks: Buffer[] = [];
  #bufferedBytes = 0;
  #wantedBytes = 0;
  #isStarted = false;

  /** Takes what arrived and returns the turns that are complete by now. */
  read(chunk: Buffer): ClientTurn[] {
    this.#chunks.push(chunk);
    this.#bufferedBytes += chunk.length;
    // A long message arrives in many chunks; they are joined once, when it is whole.
    if (this.#bufferedBytes < this.#wantedBytes) return [];
    let unread: Buffer = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const turns: ClientTurn[] = [];
    for (;;) {
      const end = this.#isStarted ? this.#endOfBatch(unread) : this.#endOfUntyped(unread);
      if (end === undefined) break;
      turns.push(this.#turn(unread.subarray(0, end)));
      unread = unread.subarray(end);
    }
    this.#chunks = unread.length === 0 ? [] : [unread];
    this.#bufferedBytes = unread.length;
    return turns;
  }

  #turn(bytes: Buffer): ClientTurn {
    if (this.#isStarted) return isTerminate(bytes) ? { kind: 'end' } : { kind: 'batch', bytes };
    const code = bytes.readInt32BE(LENGTH_BYTES);
    if (code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST) return { kind: 'negotiate' };
    if (code === CANCEL_REQUEST) return { kind: 'end' };
    this.#isStarted = true;
    return { kind: 'start', bytes };
  }

  #endOfUntyped(unread: Buffer): number | undefined {
    const end = unread.length < LENGTH_BYTES ? 2 * LENGTH_BYTES : Math.max(readLength(unread, 0), 2 * LENGTH_BYTES);
    return this.#reached(unread, end) ? end : undefined;
  }

  #endOfBatch(unread: Buffer): number | undefined {
    let end = 0;
    for (;;) {
      const start = end;
      if (!this.#reached(unread, start + 1 + LENGTH_BYTES)) return undefined;
      end = start + 1 + readLength(unread, start + 1);
      if (!this.#reached(unread, end)) return undefined;
      if (endsTurn(unread.readUInt8(start))) return end;
    }
  }

  #reached(unread: Buffer, end: number): boolean {
    this.#wantedBytes = end;
    return unread.length >= end;
  }
}

/** True when the server's answer leaves it idle: it ends with ReadyForQuery and no transaction is open. */
export function leavesServerIdle(answer: Uint8Array): boolean {
  const at = answer.length - 6;
  if (at < 0) return false;
  return answer[at] === READY_FOR_QUERY && answer[at + 4] === 5 && answer[at + 5] === IDLE;
}

/** Part of an ErrorResponse: the field for the severity, then the next field. */
const PANIC_FIELD = Buffer.from('\0VPANIC\0C');

/** True when the server ended of an error that it cannot go on from; it then sends nothing more. */
export function isPanic(answer: Uint8Array): boolean {
  if (answer[answer.length - 6] === READY_FOR_QUERY) return false;
  return Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength).includes(PANIC_FIELD);
}
