import { type ScryptOptions, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// OWASP's parameters for scrypt. One hash takes 128 MB and about 300 ms.
const logN = 17;
const blockSize = 8;
const parallelization = 1;
const keyLength = 32;

const maxAtOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Runs at most two hashes at a time: a burst of sign-ins must not take gigabytes. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= maxAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function derive(password: string, salt: Buffer, log2N: number, r: number, p: number): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** log2N * r };
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, keyLength, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
}

/** The text to store for a password: scrypt with its parameters, salt and hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, logN, blockSize, parallelization);
  return ['scrypt', logN, blockSize, parallelization, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** True when `password` is the one that `stored` was made of. Takes as long for a wrong password as for the right one. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, log2N, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), Number(log2N), Number(r), Number(p));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

let decoy: Promise<string> | undefined;

/** Takes the time of a verification, for an e-mail that has no account: the answer's time must not tell which it was. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  await verifyPassword(password, await decoy);
  return false;
}
