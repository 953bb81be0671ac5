import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { isPublicAddress } from '#core/addresses/public-address.ts';
import { SluiceError } from '#core/errors.ts';
import { documentMaxBytes } from '#core/openapi/parse-document.ts';

const limits = { totalMs: 30_000, connectMs: 10_000, redirects: 5 } as const;

const refusedCode = 'SLUICE_ADDRESS_REFUSED';

/**
 * The name's addresses, when all of them may be connected to. The socket connects to what this very look-up gave, so the
 * name cannot resolve to something else between the check and the use.
 */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => {
    if (error) return callback(error, '');
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(Object.assign(new Error('not a public address'), { code: refusedCode }), '');
    }
    if (options.all === true) return callback(null, addresses);
    return callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
  });
};

/**
 * Fetches a document that a person named. Only the public Internet is reached, unless the installation allows private
 * addresses; every redirect is checked again; size and time are bounded.
 * @param allowsPrivate whether loopback, private and other special addresses may be reached
 * @param onProgress bytes received, and how many there will be (0 when unknown)
 * @returns the text and the URL it finally came from
 * @throws SluiceError BAD_INPUT or TOO_LARGE, telling nothing of what answered beyond its status
 */
export async function fetchDocument(
  from: string,
  {
    allowsPrivate,
    onProgress = () => undefined,
  }: { allowsPrivate: boolean; onProgress?: (received: number, total: number) => void },
): Promise<{ text: string; url: string }> {
  const agent = new Agent({
    connect: { timeout: limits.connectMs, ...(allowsPrivate ? {} : { lookup: lookupPublic }) },
    maxResponseSize: documentMaxBytes,
  });
  const signal = AbortSignal.timeout(limits.totalMs);
  try {
    let url = new URL(from);
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      assertReachable(url, allowsPrivate);
      const response = await request(url, {
        dispatcher: agent,
        signal,
        headers: {
          accept: 'application/json, application/yaml, text/plain;q=0.9, */*;q=0.5',
          'accept-encoding': 'identity',
        },
      });
      const { location } = response.headers;
      if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === 'string') {
        await response.body.dump();
        if (!URL.canParse(location, url)) throw refused('It redirects to something that is no URL.');
        url = new URL(location, url);
        continue;
      }
      if (response.statusCode !== 200) {
        await response.body.dump();
        throw refused(`It answered with status ${response.statusCode}.`);
      }
      return { text: await readText(response, onProgress), url: url.href };
    }
    throw refused('It redirects too often.');
  } catch (error) {
    throw error instanceof SluiceError ? error : explained(error);
  } finally {
    await agent.close().catch(() => undefined);
  }
}

function assertReachable(url: URL, allowsPrivate: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused('Only http and https URLs are fetched.');
  if (url.username !== '' || url.password !== '') throw refused('A URL with a user name or password is not fetched.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An address in the URL itself never goes through a look-up.
  if (!allowsPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw privateAddress();
}

async function readText(
  response: Dispatcher.ResponseData,
  onProgress: (received: number, total: number) => void,
): Promise<string> {
  const total = Number(response.headers['content-length'] ?? 0) || 0;
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    received += chunk.byteLength;
    if (received > documentMaxBytes) throw tooLarge();
    chunks.push(chunk);
    onProgress(received, total);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw refused('It is not text in UTF-8.');
  }
}

function refused(why: string): SluiceError {
  return new SluiceError('BAD_INPUT', `The document could not be fetched. ${why}`);
}

function privateAddress(): SluiceError {
  return refused('Its address is not a public one; SLUICE_ALLOW_PRIVATE_UPSTREAMS=true allows such addresses.');
}

function tooLarge(): SluiceError {
  return new SluiceError('TOO_LARGE', `The document has more than ${documentMaxBytes / 1024 / 1024} MiB.`);
}

function explained(error: unknown): SluiceError {
  const { code, name } = (error ?? {}) as { code?: string; name?: string };
  if (code === refusedCode) return privateAddress();
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return tooLarge();
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') return refused('It took too long.');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return refused('Its host name is not known.');
  return new SluiceError('BAD_INPUT', 'The document could not be fetched. The connection failed.', { cause: error });
}
