import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pinned } from '../p1/processes.ts';
import { throttle, type Scenario } from '../p1/scenario.ts';

/**
 * HAProxy with maps: the route by its first segment, the key by its SHA-256, a rate per key, counters. It does less than
 * the others: it does not look at the rest of a path, and its rate is a sliding window without a burst.
 */
export async function startHaproxy(
  folder: string,
  port: number,
  upstreamPort: number,
  { routes, keys }: Scenario,
  cpu: number | null,
): Promise<ChildProcess> {
  await mkdir(folder, { recursive: true });
  const map = async (name: string, entries: string[]) => {
    const path = join(folder, name);
    await writeFile(path, `${entries.join('\n')}\n`);
    return path;
  };
  const routeMap = await map(
    'routes.map',
    routes.map((path, index) => `${path.split('/')[1]} ${index + 1}`),
  );
  const keyMap = await map(
    'keys.map',
    keys.map(({ id, sha256 }) => `${sha256} ${id}`),
  );
  const config = join(folder, 'haproxy.cfg');
  await writeFile(
    config,
    `global
  nbthread 1
  maxconn 4096
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  http-reuse always
backend rates
  stick-table type string len 32 size 100k expire 10s store http_req_rate(1s),http_req_cnt
backend upstream
  server upstream 127.0.0.1:${upstreamPort}
frontend gateway
  bind 127.0.0.1:${port}
  http-request set-var(txn.route) path,field(4,/),map_str(${routeMap})
  http-request return status 404 content-type application/json string "{}" unless { var(txn.route) -m found }
  http-request set-var(txn.key) req.hdr(x-api-key),sha2(256),hex,lower,map_str(${keyMap})
  http-request return status 403 content-type application/json string "{}" unless { var(txn.key) -m found }
  http-request track-sc0 var(txn.key) table rates
  http-request return status 429 content-type application/json string "{}" if { sc0_http_req_rate(rates) gt ${throttle.rateLimit} }
  http-request del-header x-api-key
  http-request set-header x-consumer %[var(txn.key)]
  http-request replace-path /[^/]+/[^/]+(/.*) \\1
  http-request set-path /u%[var(txn.route)]%[path]
  http-response set-header x-amzn-requestid %[uuid()]
  default_backend upstream
`,
  );
  return pinned(cpu, 'haproxy', ['-db', '-f', config]);
}
