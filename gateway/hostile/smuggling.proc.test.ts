import { expect, test } from 'vitest';
import { apiId, blob, proxyTo, route, snapshot, stage } from '../testing/fixtures.ts';
import { setUp } from '../testing/proc-setup.ts';
import { sendRaw } from '../testing/hostile/raw-client.ts';
import { smugglingCases } from '../testing/hostile/smuggling-cases.ts';

const setup = setUp();

test('X2: no framing makes the upstream see a request that hides in another one', async () => {
  const { control, upstream } = setup;
  const routes = [
    route('ANY', '/{proxy+}', proxyTo(`${upstream.url}/{proxy}`)),
    route('POST', '/stream/{id}', proxyTo(`${upstream.url}/stream/{id}`, { responseTransferMode: 'STREAM' })),
  ];
  control.setStage(stage(control.addBlob(blob(snapshot(routes)))));
  const gateway = await setup.startGateway();
  await gateway.ready();
  const cases = ['outer', 'stream'].flatMap((path) =>
    smugglingCases(`/${apiId}/prod/${path}/CASE`).map((one, index) => ({
      ...one,
      bytes: one.bytes.replaceAll('CASE', String(index)),
      url: `/${path}/${index}`,
    })),
  );
  const waiting = [...cases];
  const sender = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) await sendRaw(gateway.port, one.bytes, 300);
  };
  await Promise.all(Array.from({ length: 16 }, sender));
  const urls = upstream.seen.map(({ url }) => url);
  expect(urls.filter((url) => url.includes('smuggled'))).toEqual([]);
  for (const { name, url, severe } of cases) {
    const seen = urls.filter((other) => other === url).length;
    expect([name, seen]).toEqual([name, severe ? 0 : Math.min(seen, 1)]);
  }
  const severe = cases.filter((one) => one.severe).length;
  const tried = cases.length;
  process.stdout.write(
    `X2 ${tried} framings, ${severe} severe: ${urls.length} harmless requests at the upstream, 0 hidden ones\n`,
  );
  expect(urls.length).toBeGreaterThan(0);
  expect(tried).toBeGreaterThan(200);
  expect((await fetch(`${gateway.url}/${apiId}/prod/fine`)).status).toBe(200);
});
