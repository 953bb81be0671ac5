import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

type Key = { kid: string; alg: string; privateKey: CryptoKey; jwk: JWK };

/** An OpenID Connect issuer over real HTTP: discovery, a key set that tests change, and tokens signed with its keys. */
export class TokenIssuer {
  /** Paths that were asked for. */
  readonly fetched: string[] = [];
  readonly published: JWK[] = [];
  /** Answers every fetch with this status when it is set. */
  status: number | null = null;
  /** In place of the discovery document's issuer. */
  discoveredIssuer: string | null = null;
  padding = '';
  private server: Server | null = null;

  get url(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      this.fetched.push(request.url ?? '');
      if (this.status !== null) return void response.writeHead(this.status).end();
      const isDiscovery = request.url?.endsWith('/.well-known/openid-configuration') === true;
      const document = isDiscovery
        ? { issuer: this.discoveredIssuer ?? this.url, jwks_uri: `${this.url}/jwks` }
        : { keys: this.published, padding: this.padding };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  /** Makes a key; it is published unless a test keeps it back. */
  async addKey(kid: string, alg = 'RS256', published = true): Promise<Key> {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
    if (published) this.published.push(jwk);
    return { kid, alg, privateKey, jwk };
  }

  /** A token of a key; `claims` replace the usual ones, null takes one away. */
  async token(key: Key, claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const usual = { iss: this.url, aud: 'orders', sub: 'ann', iat: now, exp: now + 60, scope: 'read write' };
    const all = Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== null);
    return new SignJWT(Object.fromEntries(all) as JWTPayload)
      .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
      .sign(key.privateKey);
  }
}
