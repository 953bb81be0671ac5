/** A response as the cache keeps it: whole, without ids of the request that made it. */
export type CachedResponse = {
  readonly status: number;
  /** Name and value in turn. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
};

/** Largest body that is cached, bytes: AWS API Gateway's limit. */
export const cachedBodyMaxBytes = 1_048_576;

/** What an entry takes beside its characters and bytes: objects, key and list links, estimated. */
const overheadBytes = 512;

/** The memory that a response takes, bytes. */
export function memoryOf({ rawHeaders, body }: CachedResponse): number {
  let bytes = overheadBytes + body.byteLength;
  for (const text of rawHeaders) bytes += text.length;
  return bytes;
}

/** A response as bytes: the length of the head in four bytes, the head as JSON, the body. */
export function encodeResponse({ status, rawHeaders, body }: CachedResponse): Buffer {
  const head = Buffer.from(JSON.stringify([status, rawHeaders]));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.byteLength);
  return Buffer.concat([length, head, body]);
}

/** @throws when the bytes are not those of `encodeResponse` */
export function decodeResponse(bytes: Buffer): CachedResponse {
  const end = 4 + bytes.readUInt32BE(0);
  const head: unknown = JSON.parse(bytes.toString('utf8', 4, end));
  if (!Array.isArray(head) || typeof head[0] !== 'number' || !Array.isArray(head[1])) throw new Error('No response.');
  const rawHeaders = head[1].map(String);
  return { status: head[0], rawHeaders, body: bytes.subarray(end) };
}
