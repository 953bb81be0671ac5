import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { findClient } from './find-client.ts';
import { findProgram, installDebianPackage } from './program.ts';
import { fileSystemOfItsOwn } from './small-disk.ts';
import { hasTerraform, howToGetTerraform } from './terraform.ts';

/** Something that is not ours and says whether we are right. Tests that need one that is absent skip themselves. */
type Judge = {
  name: string;
  isThere(): boolean;
  /** Debian's packages that bring it; none when it is to be had otherwise only. */
  packages: string[];
  /** How a person gets it where apt does not. */
  otherwise?: string;
};

const judges: Judge[] = [
  { name: 'redis-server', isThere: () => findProgram(['redis-server']) !== undefined, packages: ['redis-server'] },
  {
    name: 'Apache Velocity with a JDK',
    isThere: () => findProgram(['javac']) !== undefined && existsSync('/usr/share/java/velocity.jar'),
    packages: ['default-jdk-headless', 'velocity'],
  },
  {
    name: 'the JSON Schema Test Suite',
    isThere: () => existsSync('/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests/draft4'),
    packages: ['libtest-json-schema-acceptance-perl'],
  },
  { name: 'promtool', isThere: () => findProgram(['promtool']) !== undefined, packages: ['prometheus'] },
  { name: 'curl', isThere: () => findProgram(['curl']) !== undefined, packages: ['curl'] },
  {
    name: 'botocore',
    isThere: () => spawnSync('python3', ['-c', 'import botocore'], { stdio: 'ignore' }).status === 0,
    packages: ['python3-botocore'],
  },
  {
    name: 'moto_server',
    isThere: () => findClient('moto_server', '--help') !== undefined,
    packages: [],
    otherwise: 'pip install "moto[server]"',
  },
  {
    name: 'the AWS CLI',
    isThere: () => findClient('aws') !== undefined,
    packages: ['awscli'],
  },
  {
    name: 'boto3',
    isThere: () => spawnSync('python3', ['-c', 'import boto3'], { stdio: 'ignore' }).status === 0,
    packages: ['python3-boto3'],
  },
  {
    name: 'Terraform with the AWS provider',
    isThere: () => hasTerraform,
    packages: [],
    otherwise: howToGetTerraform,
  },
  {
    name: 'a disk that is full',
    isThere: () => {
      const [program = '', ...args] = fileSystemOfItsOwn(tmpdir(), 1, ['true']);
      return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
    },
    packages: [],
    otherwise: 'let the user have name spaces (unshare --map-root-user --mount), on Linux',
  },
];

/**
 * Installs the judges that apt has, one after the other: two installations at once refuse each other. Says how to get
 * those that are still absent, and returns how many they are.
 */
export async function provideJudges(): Promise<number> {
  let absent = 0;
  for (const { name, isThere, packages, otherwise } of judges) {
    if (isThere()) continue;
    for (const each of packages) await installDebianPackage(each);
    if (isThere()) continue;
    absent += 1;
    console.log(`Tests that need ${name} are skipped: ${otherwise ?? `apt-get install ${packages.join(' ')}`}`);
  }
  return absent;
}
