import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

test('the defaults need nothing but a token', () => {
  expect(parseConfig({ SLUICE_NODE_TOKEN: 't', SLUICE_NODE_NAME: 'edge-1' })).toEqual({
    controlUrl: 'http://127.0.0.1:3000',
    nodeToken: 't',
    nodeDir: './.sluice/node',
    nodeName: 'edge-1',
    host: '127.0.0.1',
    port: 8080,
    adminPort: 8081,
    publicUrl: null,
    redisUrl: null,
    workers: { min: 1, max: availableParallelism() },
    workerHeapMb: 2048,
    allowPrivateUpstreams: false,
    trustedProxies: [],
    telemetry: true,
    telemetryFlushMs: 2_000,
    accountThrottle: { rateLimit: 10_000, burstLimit: 5_000 },
    cacheMaxMb: 256,
    accessLogPath: null,
    logLevel: 'info',
  });
});

test('every wrong value is named with what is expected, and none is repeated', () => {
  const environment = {
    SLUICE_NODE_TOKEN: 'secret-token',
    SLUICE_CONTROL_URL: 'ftp://control',
    SLUICE_GATEWAY_PORT: '99999',
    SLUICE_ALLOW_PRIVATE_UPSTREAMS: 'perhaps',
    SLUICE_TELEMETRY_FLUSH_MS: '1',
  };
  let message = '';
  try {
    parseConfig(environment);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'SLUICE_CONTROL_URL',
    'SLUICE_GATEWAY_PORT',
    'SLUICE_ALLOW_PRIVATE_UPSTREAMS',
    'SLUICE_TELEMETRY_FLUSH_MS',
  ]);
  expect(message).not.toMatch(/secret-token|99999|perhaps/);
});

test('trusted proxies are addresses and ranges, and nothing else', () => {
  const read = (text: string) => parseConfig({ SLUICE_NODE_TOKEN: 't', SLUICE_TRUSTED_PROXIES: text }).trustedProxies;
  expect(read('10.0.0.0/8, 192.0.2.1  2001:db8::/32,')).toEqual(['10.0.0.0/8', '192.0.2.1', '2001:db8::/32']);
  for (const wrong of ['proxy.example.com', '10.0.0.0/33', '*'])
    expect(() => read(wrong)).toThrow('SLUICE_TRUSTED_PROXIES');
});

test('an empty value counts as none', () => {
  expect(() => parseConfig({ SLUICE_NODE_TOKEN: '' })).toThrow('SLUICE_NODE_TOKEN is not set');
  expect(parseConfig({ SLUICE_NODE_TOKEN: 't', SLUICE_GATEWAY_PORT: '' }).port).toBe(8080);
});
