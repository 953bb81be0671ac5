import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Environment } from './endpoints.ts';
import { withProfile } from './profile-environment.ts';
import { parseSections, readProfileFiles } from './profile-files.ts';

let folder: string;
let files: { AWS_CONFIG_FILE: string; AWS_SHARED_CREDENTIALS_FILE: string };
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-profiles-'));
  files = { AWS_CONFIG_FILE: join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') };
  writeFileSync(
    files.AWS_CONFIG_FILE,
    `# settings
[default]
region = eu-west-1 ; here
[profile  dev]
Region=eu-central-1
aws_secret_access_key = of-config
endpoint_url = http://all:1
services = local
[services local]
dynamodb =
  endpoint_url = http://dynamo:2
elastic_beanstalk =
  endpoint_url = http://beanstalk:3
  other = x
s3 =
[profile quiet]
ignore_configured_endpoint_urls = true
`,
  );
  writeFileSync(
    files.AWS_SHARED_CREDENTIALS_FILE,
    '[dev]\r\naws_access_key_id = AKIDEV\r\naws_secret_access_key = a=b/c+d==\r\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

test('sections, settings, comments, and settings of settings', () => {
  const sections = parseSections(
    'x = before\n[ a  b ]\n; no\nKey = v # c\nurl = http://h/#frag\n nested = no\n[c]\nd =\n  e = 1',
  );
  expect([...sections].map(([title, settings]) => [title, Object.fromEntries(settings)])).toEqual([
    ['a b', { key: 'v', url: 'http://h/#frag' }],
    ['c', { d: '', 'd.e': '1' }],
  ]);
});

test('both files make a profile, the credentials file first', () => {
  const read = readProfileFiles(files);
  expect(Object.fromEntries(read.profile('dev') ?? [])).toMatchObject({
    region: 'eu-central-1',
    aws_access_key_id: 'AKIDEV',
    aws_secret_access_key: 'a=b/c+d==',
  });
  expect(read.profile('default')?.get('region')).toBe('eu-west-1');
  expect(read.profile('nobody')).toBeNull();
  expect(readProfileFiles({ HOME: join(folder, 'nowhere') }).profile('default')).toBeNull();
  expect(readProfileFiles({ AWS_CONFIG_FILE: '~/config', HOME: folder }).profile('default')).not.toBeNull();
});

test.each<[Environment, Environment]>([
  [{}, { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: undefined }],
  [{ AWS_DEFAULT_REGION: 'us-east-2' }, { AWS_REGION: undefined }],
  [
    { AWS_PROFILE: 'dev', AWS_ENDPOINT_URL_DYNAMODB: 'http://mine:9' },
    {
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: 'http://all:1',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://mine:9',
      AWS_ENDPOINT_URL_ELASTIC_BEANSTALK: 'http://beanstalk:3',
    },
  ],
  [
    { AWS_PROFILE: 'dev', AWS_ENDPOINT_URL: 'http://mine:8' },
    { AWS_ENDPOINT_URL: 'http://mine:8', AWS_ENDPOINT_URL_DYNAMODB: undefined },
  ],
  [{ AWS_PROFILE: 'quiet' }, { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }],
])('%o is given what its profile adds', (environment, expected) => {
  const effective = withProfile({ ...files, ...environment });
  for (const [name, value] of Object.entries(expected)) expect(effective[name], name).toBe(value);
});
