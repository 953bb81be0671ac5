import type { Readable } from 'node:stream';
import type { BodyStream } from './types.ts';

/** What an integration sends. */
export type UpstreamRequest = {
  /** Whose traffic it is: connections are never shared between workspaces. */
  workspaceId: string;
  /** `https://host:port`. */
  origin: string;
  method: string;
  /** Path and query string. */
  path: string;
  /** Name and value in turn, `host` among them; framing is the client's to write. */
  rawHeaders: string[];
  body: Buffer | Readable | null;
  /** Length of a streamed body when it is declared. */
  bodyLength: number | null;
  /** From start to the end of the response's head; after it, the longest silence between two pieces of its body. */
  timeoutMs: number;
  insecureSkipVerification: boolean;
  /** The node's operator named this origin, so that any address of it may be connected to. */
  isTrusted?: boolean;
};

export type UpstreamFaultKind =
  'timeout' | 'connect' | 'refused-address' | 'reset' | 'protocol' | 'too-large' | 'request-too-large' | 'busy';

/** Why an upstream call failed; `message` is for the API's team, not for callers. */
export type UpstreamFault = { kind: UpstreamFaultKind; message: string };

/** Who waits for an upstream's answer. Exactly one of `answered` and `failed` is called, once. */
export type UpstreamReceiver<Context> = {
  answered(context: Context, answer: UpstreamAnswer): void;
  failed(context: Context, fault: UpstreamFault): void;
};

/** The answer of an upstream: its head, and a body that is whole or still flowing. */
export type UpstreamAnswer = {
  status: number;
  /** Without hop-by-hop headers and framing. */
  rawHeaders: string[];
  body: Buffer | BodyStream | null;
  /** The declared content-length, which a response to HEAD has without a body. */
  declaredLength: string | null;
  /** The id that a service of AWS gave the request (`x-amzn-requestid`), which is not among the headers. */
  requestId: string | null;
};

/** `small-whole` collects a small body, so that a fault in it is still a clean error, and streams a large one. */
export type UpstreamMode = 'whole' | 'stream' | 'small-whole';

export type UpstreamClient = {
  /** Sends a request for `context`. Answers and faults arrive later, never within this call. */
  send<Context>(
    request: UpstreamRequest,
    receiver: UpstreamReceiver<Context>,
    context: Context,
    mode: UpstreamMode,
  ): { cancel(): void };
  /** Requests that wait for an answer, or for the rest of one. */
  inFlight(): number;
  close(): void;
};
