import { randomBytes } from 'node:crypto';
import { shortId, shortIdBytes } from '#core/ids.ts';

/** A new id in the form of AWS API Gateway's: ten characters of [a-z0-9]. */
export function newId(): string {
  return shortId(randomBytes(shortIdBytes));
}
