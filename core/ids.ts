const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Length of the ids of APIs, resources, keys and plans, as AWS API Gateway makes them. */
export const shortIdLength = 10;

/** Random bytes that `shortId` needs. */
export const shortIdBytes = 20;

export const shortIdPattern = /^[a-z0-9]{6,16}$/;

/**
 * An id in the form of AWS API Gateway's: ten characters of [a-z0-9], the first a letter so that it is a valid host
 * label. `random` must hold `shortIdBytes` random bytes: two make a character, which keeps the bias below 0.1 %.
 */
export function shortId(random: Uint8Array): string {
  let id = '';
  for (let i = 0; i < shortIdLength; i += 1) {
    const value = (random[i * 2] ?? 0) * 256 + (random[i * 2 + 1] ?? 0);
    id += alphabet[value % (i === 0 ? 26 : alphabet.length)];
  }
  return id;
}
