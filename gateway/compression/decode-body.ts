import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw } from 'node:zlib';

const decoders = { gzip: promisify(gunzip), inflate: promisify(inflate), inflateRaw: promisify(inflateRaw) };

/** Why a body could not be decoded. */
export type Undecodable = 'unsupported' | 'broken' | 'too-large';

/**
 * Decodes a request body by its content-encoding. Decoding stops at the limit, so that a small body cannot fill the memory.
 * @param maxBytes of the decoded body
 */
export async function decodeBody(
  body: Buffer,
  contentEncoding: string,
  maxBytes: number,
): Promise<Buffer | Undecodable> {
  const options = { maxOutputLength: maxBytes };
  try {
    switch (contentEncoding.trim().toLowerCase()) {
      case '':
      case 'identity':
        return body;
      case 'gzip':
      case 'x-gzip':
        return await decoders.gzip(body, options);
      case 'deflate':
        // RFC 9110 means the zlib format; some clients send the bare one. The first half byte tells them apart.
        return await ((body[0] ?? 0) % 16 === 8 ? decoders.inflate(body, options) : decoders.inflateRaw(body, options));
      default:
        return 'unsupported';
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken';
  }
}
