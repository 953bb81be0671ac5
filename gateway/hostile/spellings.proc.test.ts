import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { apiId, blob, proxyTo, route, snapshot, stage } from '../testing/fixtures.ts';
import { eventually } from '../testing/gateway-process.ts';
import { setUp } from '../testing/proc-setup.ts';
import { UpstreamServer } from '../testing/upstream-server.ts';
import { protectedSpellings } from '../testing/hostile/protected-spellings.ts';
import { sendRaw, statusesOf } from '../testing/hostile/raw-client.ts';

const setup = setUp();

/** A path as an upstream would resolve it that decodes once, takes either slash, and drops path parameters. */
function resolved(url: string): string {
  const path = (url.split('?')[0] ?? '').replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const segments: string[] = [];
  for (const part of path.split(/[/\\]+/)) {
    const segment = part.split(';')[0] ?? '';
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}

test('X3: no spelling of a protected path slips through an open one, and all read a path alike', async () => {
  const { control, upstream, dir } = setup;
  const guarded = new UpstreamServer();
  await guarded.start();
  const routes = [
    route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/{proxy}`)),
    route('ANY', '/admin/users', proxyTo(`${guarded.url}/admin/users`), { apiKeyRequired: true }),
    route('ANY', '/admin/{proxy+}', proxyTo(`${guarded.url}/admin/{proxy}`), { apiKeyRequired: true }),
  ];
  const format = '{"id":"$context.requestId","path":"$context.path","resource":"$context.resourcePath"}';
  control.setStage(
    stage(control.addBlob(blob(snapshot(routes))), { accessLogSettings: { format, destinationArn: null } }),
  );
  const gateway = await setup.startGateway({ SLUICE_ACCESS_LOG: `${dir}/access.log` });
  await gateway.ready();

  const spellings = protectedSpellings();
  const statuses = new Map<number, number>();
  let sent = 0;
  for (const spelling of spellings) {
    for (const [target, host] of [
      [`/${apiId}/prod${spelling}`, 'a'],
      [`/prod${spelling}`, `${apiId}.execute-api.localhost`],
    ]) {
      sent += 1;
      const head = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nx-amzn-requestid: n${sent}\r\nConnection: close\r\n\r\n`;
      const status = statusesOf(await sendRaw(gateway.port, head, 2_000))[0] ?? 0;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  const shown = [...statuses].toSorted().map(([status, count]) => `${status}: ${count}`);
  process.stdout.write(
    `X3 ${spellings.length} spellings, ${sent} requests (${shown.join(', ')}): 0 at the protected upstream\n`,
  );
  expect(spellings.length).toBeGreaterThanOrEqual(500);
  expect(guarded.seen).toEqual([]);
  const slipped = upstream.seen.filter(({ url }) => /^\/admin(?:\/|$)/.test(resolved(url)));
  expect(slipped.map(({ url }) => url)).toEqual([]);

  // What was routed, logged (and told to an authorizer) is the path that the upstream saw.
  type Entry = { id: string; path: string; resource: string };
  let logged = new Map<string, Entry>();
  await eventually(async () => {
    const written = await readFile(`${dir}/access.log`, 'utf8');
    // The last line may still be on its way.
    const lines = written.slice(0, written.lastIndexOf('\n')).split('\n');
    logged = new Map(lines.map((line) => JSON.parse(line) as Entry).map((entry) => [entry.id, entry]));
    return upstream.seen.every(({ headers }) => logged.has(String(headers['x-amzn-requestid'])));
  });
  for (const { url, headers } of upstream.seen) {
    const entry = logged.get(String(headers['x-amzn-requestid']));
    expect(entry?.resource).toBe('/{proxy+}');
    expect(entry?.path.replace(`/${apiId}`, '').replace('/prod', '')).toBe(url.split('?')[0]);
  }
  await guarded.stop();
});
