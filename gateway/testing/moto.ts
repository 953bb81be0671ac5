import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import aws4 from 'aws4';
import { freePort } from './free-port.ts';

/** What is said when moto is not to be had: it comes from neither npm nor apt. */
export const howToGetMoto = 'moto_server is not on the PATH: pip install "moto[server]" to run these tests.';

/** Where the PATH finds it, else where pip and pyenv put the programs of one person. */
const places = ['moto_server', join(homedir(), '.local/bin/moto_server'), join(homedir(), '.pyenv/shims/moto_server')];
const program = places.find((path) => spawnSync(path, ['--help'], { stdio: 'ignore' }).status === 0);

export function hasMoto(): boolean {
  return program !== undefined;
}

type Keys = { accessKeyId: string; secretAccessKey: string };

/**
 * A moto server that verifies signatures and IAM policies: AWS's services as far as the recipes need them. Its first calls
 * are open, so that there can be a user; all later ones are checked. The calls made here are signed by aws4, not by us.
 */
export class Moto {
  readonly url: string;
  /** May do everything. */
  admin: Keys = { accessKeyId: '', secretAccessKey: '' };
  private readonly child: ReturnType<typeof spawn>;

  private constructor(url: string, child: ReturnType<typeof spawn>) {
    this.url = url;
    this.child = child;
  }

  static async start(): Promise<Moto> {
    const port = await freePort();
    const child = spawn(program ?? 'moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
      stdio: 'ignore',
      env: { ...process.env, INITIAL_NO_AUTH_ACTION_COUNT: '3' },
    });
    const moto = new Moto(`http://127.0.0.1:${port}`, child);
    for (let i = 0; i < 600; i += 1) {
      const isUp = await fetch(`${moto.url}/moto-api/data.json`).then(
        (response) => response.ok,
        () => false,
      );
      if (isUp) break;
      await setTimeout(100);
    }
    const open = { accessKeyId: 'none', secretAccessKey: 'none' };
    await moto.iam('CreateUser', { UserName: 'admin' }, open);
    await moto.iam('PutUserPolicy', { UserName: 'admin', PolicyName: 'all', PolicyDocument: policy('*', '*') }, open);
    moto.admin = await moto.createAccessKey('admin', open);
    return moto;
  }

  async createAccessKey(user: string, keys: Keys = this.admin): Promise<Keys> {
    const text = await this.iam('CreateAccessKey', { UserName: user }, keys);
    const read = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? '';
    return { accessKeyId: read('AccessKeyId'), secretAccessKey: read('SecretAccessKey') };
  }

  /** A role that anyone of the account may assume, with the given right. */
  async createRole(name: string, action: string[] | string, resource = '*'): Promise<void> {
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } }],
    });
    await this.iam('CreateRole', { RoleName: name, AssumeRolePolicyDocument: trust });
    await this.iam('PutRolePolicy', { RoleName: name, PolicyName: 'own', PolicyDocument: policy(action, resource) });
  }

  iam(action: string, parameters: Record<string, string>, keys: Keys = this.admin): Promise<string> {
    const form = new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters });
    // moto verifies a form as Python would write it, which encodes the asterisk.
    const body = form.toString().replaceAll('*', '%2A');
    return this.call('iam', { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }, keys);
  }

  /** An action of a service with a JSON protocol. */
  json(service: string, target: string, body: object): Promise<string> {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
    return this.call(service, { body: JSON.stringify(body), headers });
  }

  /** Sends a call signed by aws4. Throws unless it succeeds. */
  async call(
    service: string,
    {
      method = 'POST',
      path = '/',
      body = '',
      headers = {},
    }: { method?: string; path?: string; body?: string; headers?: Record<string, string> },
    keys: Keys = this.admin,
  ): Promise<string> {
    const host = new URL(this.url).host;
    // Users, roles and buckets are made in the region that asks for no location.
    const region = service === 'iam' || service === 's3' ? 'us-east-1' : 'eu-west-1';
    const signed = aws4.sign({ host, service, region, method, path, headers: { ...headers, host }, body }, keys);
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: Object.entries(signed.headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
      ...(body !== '' && { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${service} ${method} ${path} answered ${response.status}: ${text}`);
    return text;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}

/** A policy that allows actions on a resource, as JSON text. */
export function policy(action: string[] | string, resource: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  });
}
