import { createHmac, randomInt } from 'node:crypto';
import { generatedKeyLength, keyPrefixLength } from '#core/keys/input.ts';
import { derivedKey } from '../derived-key.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A new value for an API key. */
export function generateKeyValue(): string {
  return Array.from({ length: generatedKeyLength }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** The keyed hash by which a key is found from its value: useless without the installation's secret. */
export function lookupHash(value: string): string {
  return createHmac('sha256', derivedKey('api-key-lookup')).update(value).digest('hex');
}

/** The characters of a value that stay visible. */
export function visiblePrefix(value: string): string {
  return value.slice(0, keyPrefixLength);
}
