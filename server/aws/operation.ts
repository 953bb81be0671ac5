import { z } from 'zod';
import type { Member } from '../actor.ts';

/** A verified request to the control API. */
export type AwsCall = {
  actor: Member;
  /** The workspace's twelve digits. */
  accountId: string;
  /** The region that the signature names: any. */
  region: string;
  /** Values of the URI's labels, decoded. */
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Headers;
  /** The body as it came, for operations whose payload is no JSON. */
  bytes: Buffer;
};

/** A payload that is not JSON: an export, an SDK. */
export class AwsBlob {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly contentDisposition: string | null;

  constructor(bytes: Buffer, contentType: string, contentDisposition: string | null = null) {
    this.bytes = bytes;
    this.contentType = contentType;
    this.contentDisposition = contentDisposition;
  }
}

/** A null that is rendered: AWS answers it in a few places, where members without a value are left out else. */
export const keptNull = Symbol('null');

/** How far an operation does what AWS's does: wholly, or without what the text names. */
export type Exactness = 'exact' | { partial: string };

export type Operation = {
  /** Members of the JSON body; null for operations without one, and for those whose payload is no JSON. */
  body: z.ZodType | null;
  exactness: Exactness;
  /** What to render as JSON without its null members, an AwsBlob, or undefined for an answer without a body. */
  run: (call: AwsCall, body: never) => Promise<unknown>;
};

/** An operation that the product does not have; AWS's own answer to it would be wrong here. */
export type RefusedOperation = { refused: string };

type Definition<Body> = { exactness?: Exactness; run: (call: AwsCall, body: Body) => Promise<unknown> };

/** An operation without a JSON body. */
export function operation(definition: Definition<null>): Operation;
/** An operation whose JSON body has these members, and no others. */
export function operation<Members extends z.ZodRawShape>(
  members: Members,
  definition: Definition<z.output<z.ZodObject<Members>>>,
): Operation;
export function operation(first: z.ZodRawShape | Definition<null>, second?: Definition<never>): Operation {
  const isBare = second === undefined;
  const { exactness = 'exact', run } = (isBare ? first : second) as Definition<never>;
  return { body: isBare ? null : z.strictObject(first as z.ZodRawShape), exactness, run };
}
