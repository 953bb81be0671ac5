import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pinned } from './processes.ts';
import { throttle, type Scenario } from './scenario.ts';

const moduleFolder = '/usr/lib/nginx/modules';
const luaModules = ['ndk_http_module.so', 'ngx_http_lua_module.so'];

/** Whether Debian's Lua module and lua-resty-core are there. */
export function hasLua(): boolean {
  return (
    luaModules.every((name) => existsSync(join(moduleFolder, name))) && existsSync('/usr/share/lua/5.1/resty/core.lua')
  );
}

/** An upstream that answers every request with a few bytes of JSON. */
export async function startUpstream(folder: string, port: number, cpu: number | null): Promise<ChildProcess> {
  const http = `
  server {
    listen 127.0.0.1:${port} backlog=4096;
    keepalive_requests 100000000;
    location / { default_type application/json; return 200 '{"ok":true}'; }
  }`;
  return startNginx(folder, '', http, cpu);
}

/** nginx with Lua doing the gateway's policy work in front of the upstream. */
export async function startReference(
  folder: string,
  port: number,
  upstreamPort: number,
  prefix: string,
  work: Scenario,
  cpu: number | null,
): Promise<ChildProcess> {
  await mkdir(folder, { recursive: true });
  await copyFile(fileURLToPath(new URL('./policy.lua', import.meta.url)), join(folder, 'policy.lua'));
  await writeFile(join(folder, 'data.lua'), luaData(work, prefix));
  const modules = luaModules.map((name) => `load_module ${join(moduleFolder, name)};`).join('\n');
  const http = `
  lua_package_path '${folder}/?.lua;/usr/share/lua/5.1/?.lua;;';
  init_by_lua_block { require 'resty.core'; policy = require 'policy' }
  upstream backend {
    server 127.0.0.1:${upstreamPort};
    keepalive 256;
    keepalive_requests 100000000;
  }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    keepalive_requests 100000000;
    location / {
      set $target '';
      access_by_lua_block { policy.access() }
      proxy_pass http://backend$target$is_args$args;
      proxy_http_version 1.1;
      proxy_set_header Connection '';
      proxy_set_header x-forwarded-for $proxy_add_x_forwarded_for;
      proxy_set_header x-forwarded-proto http;
      add_header x-amzn-requestid $request_id;
      log_by_lua_block { policy.log() }
    }
  }`;
  return startNginx(folder, modules, http, cpu);
}

/** nginx as a reverse proxy that looks at nothing. */
export async function startPlainNginx(
  folder: string,
  port: number,
  upstreamPort: number,
  cpu: number | null,
): Promise<ChildProcess> {
  const http = `
  upstream backend { server 127.0.0.1:${upstreamPort}; keepalive 256; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    keepalive_requests 100000000;
    location / { proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection ''; }
  }`;
  return startNginx(folder, '', http, cpu);
}

async function startNginx(folder: string, modules: string, http: string, cpu: number | null): Promise<ChildProcess> {
  await mkdir(folder, { recursive: true });
  const config = `${modules}
daemon off;
master_process off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 4096; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  ${http}
}
`;
  const path = join(folder, 'nginx.conf');
  await writeFile(path, config);
  return pinned(cpu, 'nginx', ['-c', path, '-p', folder, '-e', join(folder, 'error.log')]);
}

function luaData({ routes, keys }: Scenario, prefix: string): string {
  const bytes = (hex: string) =>
    hex.replace(/../g, (pair) => `\\${String(Number.parseInt(pair, 16)).padStart(3, '0')}`);
  return `return {
  prefix = ${prefix.length},
  rate = ${throttle.rateLimit}, burst = ${throttle.burstLimit},
  routes = { ${routes.map((path) => JSON.stringify(path)).join(', ')} },
  ids = { ${keys.map(({ id }) => JSON.stringify(id)).join(', ')} },
  keys = {
${keys.map(({ sha256 }, index) => `    ["${bytes(sha256)}"] = ${index + 1},`).join('\n')}
  },
}
`;
}
