import { generateKeyPair, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { der, derBits, derInteger, derObjectIdentifier, derTime, explicit } from './der.ts';

/** PEM texts: a certificate, and its private key as PKCS #8. */
export type CertificateWithKey = { certificate: string; privateKey: string };

const sha256WithRsa = der('sequence', derObjectIdentifier('1.2.840.113549.1.1.11'), der('null'));

/**
 * A certificate for TLS client authentication that vouches for itself (RFC 5280), with a new RSA key of 2048 bits.
 * @param commonName printed as the certificate's subject and issuer
 */
export async function selfSignedCertificate(
  commonName: string,
  { from, until }: { from: Date; until: Date },
): Promise<CertificateWithKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const name = der(
    'sequence',
    der('set', der('sequence', derObjectIdentifier('2.5.4.3'), der('utf8String', Buffer.from(commonName)))),
  );
  const content = der(
    'sequence',
    explicit(0, derInteger(Buffer.of(2))),
    derInteger(Buffer.concat([Buffer.of(0x40), randomBytes(15)])),
    sha256WithRsa,
    name,
    der('sequence', derTime(from), derTime(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, der('sequence', ...extensions)),
  );
  const signature = sign('sha256', content, privateKey);
  return {
    certificate: pem('CERTIFICATE', der('sequence', content, sha256WithRsa, derBits(signature))),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The key signs, and does so as a TLS client. */
const extensions = [
  criticalExtension('2.5.29.15', der('bitString', Buffer.of(7, 0x80))),
  criticalExtension('2.5.29.37', der('sequence', derObjectIdentifier('1.3.6.1.5.5.7.3.2'))),
];

function criticalExtension(identifier: string, value: Buffer): Buffer {
  return der('sequence', derObjectIdentifier(identifier), der('boolean', Buffer.of(0xff)), der('octetString', value));
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
