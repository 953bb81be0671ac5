import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { derInteger, derObjectIdentifier, derTime } from './der.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

const day = 86_400_000;
const validity = { from: new Date(Date.now() - day), until: new Date(Date.now() + 365 * day) };

test('the certificate is what it says, and the key is its own', async () => {
  const { certificate, privateKey } = await selfSignedCertificate('ägate', validity);
  const read = new X509Certificate(certificate);
  expect(read.subject).toContain('CN=');
  expect(read.issuer).toBe(read.subject);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
  expect(read.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  expect(read.ca).toBe(false);
  expect(read.validToDate.getTime()).toBe(Math.floor(validity.until.getTime() / 1_000) * 1_000);
  expect(read.serialNumber).toMatch(/^40[0-9A-F]{30}$/);
});

test('a server that trusts the certificate lets its client in', async () => {
  const [server, client] = await Promise.all(['server', 'client'].map((name) => selfSignedCertificate(name, validity)));
  if (!server || !client) throw new Error('Two certificates were asked for.');
  const listener = createServer({
    ...{ cert: server.certificate, key: server.privateKey },
    ...{ ca: [client.certificate], requestCert: true, rejectUnauthorized: true },
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as { port: number };
  const accepted = once(listener, 'secureConnection');
  const socket = connect({
    ...{ port, host: '127.0.0.1', cert: client.certificate, key: client.privateKey },
    // The other end is not what is tested, and its certificate is for clients.
    rejectUnauthorized: false,
  });
  const [connection] = (await accepted) as [TLSSocket];
  expect(connection.authorized).toBe(true);
  expect(connection.getPeerCertificate().subject.CN).toBe('client');
  socket.destroy();
  connection.destroy();
  listener.close();
});

test('times, integers and identifiers are encoded as in RFC 5280', () => {
  expect(derTime(new Date('2049-12-31T23:59:59Z')).toString('latin1').slice(2)).toBe('491231235959Z');
  expect(derTime(new Date('2050-01-01T00:00:00Z')).toString('latin1').slice(2)).toBe('20500101000000Z');
  expect([...derInteger(Buffer.of(0, 0, 0x80))]).toEqual([2, 2, 0, 0x80]);
  expect([...derInteger(Buffer.of(0))]).toEqual([2, 1, 0]);
  expect([...derObjectIdentifier('1.2.840.113549')]).toEqual([6, 6, 42, 0x86, 0x48, 0x86, 0xf7, 0x0d]);
});
