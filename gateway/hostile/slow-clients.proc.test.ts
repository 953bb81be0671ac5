import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { apiId, blob, proxyTo, route, snapshot, stage } from '../testing/fixtures.ts';
import { setUp } from '../testing/proc-setup.ts';

const setup = setUp();

/** How many of each kind, and how long the node is watched at least, and at most until it has closed those it must close, ms. */
const perKind = 200;
const watchMs = 26_000;
const watchMaxMs = 60_000;

/** A caller that sends a byte now and then, or reads nothing. */
class SlowClient {
  closed = false;
  received = '';
  private readonly socket: Socket;
  private timer: NodeJS.Timeout | undefined;

  constructor(port: number, head: string, drip: string, readsNothing: boolean) {
    this.socket = connect({ port, host: '127.0.0.1' }, () => {
      this.socket.write(head);
      this.timer = setInterval(() => drip && this.socket.writable && this.socket.write(drip), 900);
    });
    this.socket.on('close', () => (this.closed = true));
    this.socket.on('error', () => undefined);
    if (readsNothing) this.socket.pause();
    else this.socket.on('data', (chunk: Buffer) => (this.received += chunk.toString('latin1').slice(0, 64)));
  }

  end(): void {
    clearInterval(this.timer);
    this.socket.destroy();
  }
}

test('X12: slow clients keep nobody waiting, and those that never finish their request are closed', async () => {
  const { control, upstream } = setup;
  const piece = 'x'.repeat(1024 * 1024);
  upstream.answer = (incoming, response) => {
    incoming.resume();
    if (incoming.url === '/large') {
      response.writeHead(200);
      for (let i = 0; i < 8; i += 1) response.write(piece);
      response.end();
    } else {
      incoming.on('end', () => response.end('ok'));
    }
  };
  const read = { ...proxyTo(upstream.url), type: 'HTTP' as const, httpMethod: 'POST' };
  const routes = [
    route('GET', '/probe', mockIntegration()),
    route('GET', '/large', proxyTo(`${upstream.url}/large`)),
    route('POST', '/streamed', proxyTo(upstream.url, { timeoutInMillis: 5_000 })),
    route('POST', '/read', { ...read, integrationResponses: mockIntegration().integrationResponses }),
  ];
  control.setStage(stage(control.addBlob(blob(snapshot(routes)))));
  const gateway = await setup.startGateway();
  await gateway.ready();

  const base = `/${apiId}/prod`;
  const kinds: Record<string, SlowClient[]> = { headers: [], streamed: [], read: [], readers: [], idle: [] };
  const add = (kind: string, head: string, drip: string, readsNothing = false) =>
    kinds[kind]?.push(new SlowClient(gateway.port, head, drip, readsNothing));
  const post = (path: string) => `POST ${base}${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n`;
  for (let i = 0; i < perKind; i += 1) {
    add('headers', `GET ${base}/probe HTTP/1.1\r\nHost: a\r\n`, `X-${i}: y\r\n`);
    add('streamed', post('/streamed'), 'z');
    add('read', post('/read'), 'z');
    if (i % 4 === 0) add('readers', `GET ${base}/large HTTP/1.1\r\nHost: a\r\n\r\n`, '', true);
    add('idle', '', '');
  }

  const answered = (kind: string, status: number) =>
    kinds[kind]?.filter(({ received }) => received.startsWith(`HTTP/1.1 ${status} `)) ?? [];
  const refused = (kind: string) => answered(kind, 408).filter(({ closed }) => closed).length;
  const isOver = () =>
    refused('headers') + refused('idle') === 2 * perKind && answered('streamed', 504).length === perKind;
  const latencies: number[] = [];
  const beganAtMs = performance.now();
  const watchedMs = () => performance.now() - beganAtMs;
  while (watchedMs() < watchMs || (!isOver() && watchedMs() < watchMaxMs)) {
    const startedAtMs = performance.now();
    const response = await fetch(`${gateway.url}${base}/probe`);
    await response.arrayBuffer();
    expect(response.status).toBe(200);
    latencies.push(performance.now() - startedAtMs);
    await setTimeout(20);
  }
  latencies.sort((a, b) => a - b);
  const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? Infinity;
  const timedOut = answered('streamed', 504).length;
  const clients = Object.values(kinds).flat();
  process.stdout.write(
    `X12 ${clients.length} slow clients for ${(watchedMs() / 1000).toFixed(0)} s: p99 of ${latencies.length} probes ${p99.toFixed(1)} ms, ` +
      `408 for ${refused('headers')} of ${perKind} with slow headers and ${refused('idle')} of ${perKind} that say nothing, ` +
      `504 for ${timedOut} of ${perKind} with slow bodies\n`,
  );
  for (const client of clients) client.end();
  expect(p99).toBeLessThan(500);
  expect(refused('headers')).toBe(perKind);
  expect(refused('idle')).toBe(perKind);
  expect(timedOut).toBe(perKind);
});
